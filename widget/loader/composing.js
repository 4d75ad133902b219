// Pictures: a module of their own, brought when someone begins to write, with all that they need.

import { load } from "./module.js";

let bringing;
// Once a page. A failed load is tried again by the next who writes; until then one writes without pictures.
const bring = () => {
  bringing ??= load({ path: FANFARE_ASSETS.pictures.path, integrity: FANFARE_ASSETS.pictures.integrity });
  bringing.catch(() => (bringing = undefined));
  return bringing;
};

// `own` says who writes: `session` and `drop`; and `wanted`, whether pictures have a place to go.
export const watchComposing = (element, own) => {
  const { live } = element;
  const begin = ({ target }) => {
    if (!target.form?.dataset.send || !own.wanted()) return;
    bring().then(
      (module) => element.live == live && (element.pictures ??= module.pictures(element, own)),
      () => {},
    );
  };
  for (const type of ["focusin", "input"]) element.frame.addEventListener(type, begin, { signal: live.signal });
  live.signal.addEventListener("abort", () => (element.pictures = undefined));
};

// The body of a write, with the pictures that are to go along.
export const complete = async (element, path, body) => (element.pictures ? element.pictures.complete(path, body) : body);
