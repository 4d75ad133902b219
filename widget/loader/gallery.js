// `<fanfare-gallery>`: what people agreed to have shown on the brand's site, each with its author's name. A painted
// element; of everything, or with `subject` about one thing.

import { element, Painted } from "./painted.js";

class Gallery extends Painted {
  query({ cursor } = this.place ?? {}) {
    return { view: "gallery", subject: this.subject, cursor };
  }
}

element("fanfare-gallery", Gallery, ["subject"]);
