// `<fanfare-contest>`: a contest with its entries, votes and winners, painted at the edge.

import { element, Painted } from "./painted.js";

// In which order of chance a visitor reads: one of today's sixteen, as our pages give them, the same until the window is
// closed. Where nothing may be kept it is that of the day.
const order = () => {
  try {
    return (sessionStorage["fanfare:order"] ??= 1 + (Math.floor(Date.now() / 864e5) % 32) * 16 + Math.floor(Math.random() * 16));
  } catch {}
};

class Contest extends Painted {
  query({ entry = this.entry, enter, q, seed = order(), cursor } = this.place ?? {}) {
    return { view: "contest", contest: this.contest, entry, enter, q, seed, cursor };
  }
}

element("fanfare-contest", Contest, ["contest", "entry"]);
