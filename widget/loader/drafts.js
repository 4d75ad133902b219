// Drafts: what was typed into a form and not yet taken, with the key it is sent under. The application keeps
// its drafts under the same names in the same shape, so either finds what the other kept.
// Invariant: a key belongs to one text; a changed text gets a new one.

import { forget, keep, kept } from "./storage.js";

const DAYS_7 = 7 * 864e5;

// Which draft a form is: what it sends, and about what.
const name = (element, form) => {
  const { send, path, question, answer } = form.dataset;
  return `${element.community}:draft:${path ?? send}:${answer || question || element.query({}).subject || ""}`;
};

// What one typed, and nothing that the form says by itself.
const typed = (form) => [...form.elements].filter((input) => input.name && input.matches("input:not([type=hidden]),textarea"));

const fields = (form) => Object.fromEntries(typed(form).map((input) => [input.name, input.value]));

// Keeps what a form holds; `key` is that of a send under way.
export const keepDraft = (element, form, key) => keep(name(element, form), { fields: fields(form), key, saved_at: Date.now() });

export const draftKey = (element, form) => kept(name(element, form))?.key;

export const forgetDraft = (element, form) => forget(name(element, form));

// Puts drafts back into freshly painted forms.
export const restoreDrafts = (element) => {
  for (const form of element.frame.querySelectorAll("form[data-send]")) {
    const draft = kept(name(element, form));
    if (draft?.saved_at > Date.now() - DAYS_7) {
      for (const input of typed(form)) input.value ||= draft.fields?.[input.name] ?? "";
    }
  }
};
