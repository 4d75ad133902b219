// `<fanfare-contest>`: a contest with its entries, votes and winners, painted at the edge.

import { element, Painted } from "./painted.js";

class Contest extends Painted {
  query({ entry = this.entry, enter, q, seed, cursor } = this.place ?? {}) {
    return { view: "contest", contest: this.contest, entry, enter, q, seed, cursor };
  }
}

element("fanfare-contest", Contest, ["contest", "entry"]);
