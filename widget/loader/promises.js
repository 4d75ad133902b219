// `<fanfare-promises>`: what the brand promised where it was sorry, and what became of it. A painted element; of
// everything, or with `subject` about one thing.

import { element, Painted } from "./painted.js";

class Promises extends Painted {
  query({ cursor } = this.place ?? {}) {
    return { view: "promises", subject: this.subject, cursor };
  }
}

element("fanfare-promises", Promises, ["subject"]);
