// `<fanfare-stories>`: what people share about a thing, or with `all` about everything. A painted element.

import { nameOf, subjectOf } from "./context.js";
import { element, Painted } from "./painted.js";

class Stories extends Painted {
  query({ story = this.story, sort = this.sort, cursor } = this.place ?? {}) {
    if (story) return { view: "story", story };
    const about = this.hasAttribute("all") ? {} : { subject: subjectOf(this), subject_name: nameOf(this) };
    return { view: "stories", ...about, sort, cursor };
  }
}

element("fanfare-stories", Stories, ["subject", "subject-name", "sort", "story", "all"]);
