// `<fanfare-questions>`: a painted element that an application takes over.
// Invariant: where there is an application, it alone answers for what is visible.

import { nameOf, subjectOf } from "./context.js";
import { element, Painted } from "./painted.js";

class Questions extends Painted {
  static application = true;

  // What to show: a place the visitor went to, or else what the attributes say.
  query({ question = this.question, sort = this.sort, tag, q, cursor } = this.place ?? {}) {
    return question
      ? { view: "question", question }
      : { view: "questions", subject: subjectOf(this), subject_name: nameOf(this), sort, tag, q, cursor };
  }

  show(place = this.place) {
    if (!this.handle) return super.show(place);
    this.place = place;
    return this.handle.update(true);
  }

  // An application is of one community and one language: with the next paint another one begins.
  leave() {
    super.leave();
    if (!this.application) return;
    this.live.abort();
    this.live = new AbortController();
    this.left = this.application;
    this.handle = this.application = undefined;
  }

  paint(html) {
    if (this.handle) return;
    if (this.left) this.shown.remove();
    super.paint(html);
    this.left = this.left?.unmount();
  }

  // Puts the caret where one asks.
  focusComposer() {
    if (this.handle) return this.handle.focusComposer();
    this.frame.querySelector("[data-send=ask] :is(input,textarea)")?.focus();
  }

  destroy() {
    for (const application of [this.application, this.left]) application?.unmount();
    this.left = this.handle = this.application = undefined;
    super.destroy();
  }
}

element("fanfare-questions", Questions, ["subject", "subject-name", "sort", "question"]);
