// `<fanfare-statement>`: what the visitor is thanked for, the path, and how it is counted. A painted element, which
// without a session says where one signs in.

import { element, Painted } from "./painted.js";

class Statement extends Painted {
  query({ cursor } = this.place ?? {}) {
    return { view: "statement", cursor };
  }
}

element("fanfare-statement", Statement, []);
