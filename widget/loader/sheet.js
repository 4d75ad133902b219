// The sheet, fetched once a page and adopted: the only way of styling that no Content-Security-Policy blocks.

import { host } from "./host.js";

const reserve = new CSSStyleSheet();
// Until the first paint the element keeps room, so that the page below does not jump.
reserve.replaceSync(":host{display:block;min-block-size:var(--fanfare-reserve,24rem)}:host([hidden]){display:none}");

let fetched;

// The community's accent: before the default, behind what the page itself says about the element.
const accentOf = (root) => {
  const accent = root.querySelector("[data-accent]")?.dataset.accent;
  const sheet = new CSSStyleSheet();
  if (/^#[0-9a-f]{6}$/i.test(accent)) sheet.replaceSync(`:host{--fanfare-accent:${accent}}`);
  return sheet;
};

// Adopts the reserve at once; resolves when the sheet is adopted.
export const adopt = async (root) => {
  if (!root.adoptedStyleSheets.length) root.adoptedStyleSheets = [reserve];
  fetched ??= fetch(host + FANFARE_ASSETS.style.path, { integrity: FANFARE_ASSETS.style.integrity })
    .then((answer) => answer.text())
    .then((text) => new CSSStyleSheet().replace(text));
  // A failed fetch is tried again by the next paint.
  fetched.catch(() => (fetched = undefined));
  root.adoptedStyleSheets = [reserve, await fetched, accentOf(root)];
};
