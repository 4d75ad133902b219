// What a person has in hand in painted HTML: words being typed, which are kept as drafts, a word being composed,
// a press. The application changes places with what is painted only when nothing of it would be lost.

import { keepDraft } from "./drafts.js";

// Who was quicker than the scripts began to write, or entered a field, before anything listened. Gives back what tells
// that to all who listen by then.
export const before = ({ root: { activeElement: field } }) => {
  const type = field?.value ? "input" : "focusin";
  return () => field?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
};

export const watchHands = (element) => {
  const { signal } = element.live;
  const on = (types, listener, target = element.frame) => {
    for (const type of types) target.addEventListener(type, listener, { signal });
  };
  on(["input"], ({ target }) => element.handle || (target.form?.dataset.send && keepDraft(element, target.form)));
  on(["compositionstart", "compositionupdate"], () => (element.composing = true));
  on(["compositionend"], () => (element.composing = false));
  on(["pointerdown", "keydown"], () => (element.pressed = true));
  // The click that a press becomes comes right after it.
  on(["pointerup", "pointercancel", "keyup", "blur"], () => setTimeout(() => (element.pressed = false)), window);
};
