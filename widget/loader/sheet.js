// The sheet, fetched once a page and adopted: the only way of styling that no Content-Security-Policy blocks.

import { host } from "./host.js";

const reserve = new CSSStyleSheet();
// Until the first paint the element keeps room, so that the page below does not jump.
reserve.replaceSync(":host{display:block;min-block-size:var(--fanfare-reserve,24rem)}:host([hidden]){display:none}");

let fetched;

// Adopts the reserve at once; resolves when the sheet is adopted.
export const adopt = async (root) => {
  root.adoptedStyleSheets = [reserve];
  fetched ??= fetch(host + FANFARE_ASSETS.style.path, { integrity: FANFARE_ASSETS.style.integrity })
    .then((answer) => answer.text())
    .then((text) => new CSSStyleSheet().replace(text));
  // A failed fetch is tried again by the next paint.
  fetched.catch(() => (fetched = undefined));
  root.adoptedStyleSheets = [reserve, await fetched];
};
