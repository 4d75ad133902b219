// Pictures: a module of their own, brought when someone begins to write, with all that they need.

import { load } from "./module.js";
import { once } from "./once.js";
import { isKept } from "./storage.js";

// Until it is there one writes without pictures.
const bring = once(() => load({ path: FANFARE_ASSETS.pictures.path, integrity: FANFARE_ASSETS.pictures.integrity }));

// `own` says who writes: `session` and `drop`; and `wanted`, whether pictures have a place to go.
export const watchComposing = (element, own) => {
  const { live } = element;
  const compose = () =>
    bring().then(
      (module) => element.live == live && (element.pictures ??= module.pictures(element, own)),
      () => {},
    );
  const begin = ({ target }) => target.form?.dataset.send && own.wanted() && compose();
  element.compose = (path) => (/^mod/.test(path) || isKept(element.community + ":pictures:")) && compose();
  if (own.wanted()) element.compose();
  for (const type of ["focusin", "input"]) element.frame.addEventListener(type, begin, { signal: live.signal });
  live.signal.addEventListener("abort", () => (element.pictures = undefined));
};

// The body of a write, with the pictures that are to go along, those chosen before a reload among them. What is decided
// about may lack smaller ones.
export const complete = async (element, path, body) => {
  if (!element.pictures) await element.compose?.(path);
  return element.pictures ? element.pictures.complete(path, body) : body;
};
