// `<fanfare-person>`: somebody who helps: whom they helped, a year of it, and what they gave. A painted element.

import { element, Painted } from "./painted.js";

class Person extends Painted {
  query() {
    return { view: "person", person: this.person };
  }
}

element("fanfare-person", Person, ["person"]);
