// `<fanfare-leaders>`: people who helped, this week, this month or ever; with `subject` or `tag` about one thing, with
// `newcomers` only who came lately. A painted element.

import { element, Painted } from "./painted.js";

class Leaders extends Painted {
  query({ period = this.period } = this.place ?? {}) {
    const newcomers = this.hasAttribute("newcomers") && "1";
    return { view: "leaders", subject: this.subject, tag: this.tag, newcomers, period };
  }
}

element("fanfare-leaders", Leaders, ["subject", "tag", "period", "newcomers"]);
