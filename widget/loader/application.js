// The application: one module and one wasm for the page, brought when someone looks or touches.
// Invariant: where it can't come, the painted HTML stays and goes on working.

import { complete } from "./composing.js";
import { emit, host, warn } from "./host.js";
import { load } from "./module.js";
import { keepText, keptText, newKey } from "./storage.js";

let blocked;
addEventListener("securitypolicyviolation", (event) => (blocked ||= /wasm-eval/.test(event.blockedURI)));

const bring = async () => {
  try {
    const module = await load({ path: FANFARE_ASSETS.app.path, integrity: FANFARE_ASSETS.app.integrity });
    await module.default({ module_or_path: fetch(host + FANFARE_ASSETS.wasm.path, { integrity: FANFARE_ASSETS.wasm.integrity }) });
    return module;
  } catch (error) {
    // Everything goes on without it.
    warn(
      blocked || !globalThis.WebAssembly || error instanceof WebAssembly.CompileError
        ? "WebAssembly is blocked here: add 'wasm-unsafe-eval' to script-src."
        : "the application did not load: " + (error?.message ?? "integrity"),
    );
  }
};

const bringingWords = {};
// The texts of a language, once a page. A failed load is tried again by the next who asks.
const words = (language) => {
  const { path, integrity } = FANFARE_ASSETS.words[language];
  bringingWords[language] ??= fetch(host + path, { integrity }).then((answer) => answer.json());
  bringingWords[language].catch(() => (bringingWords[language] = undefined));
  return bringingWords[language];
};

let bringing;

const mount = async (element, live, own) => {
  // The words of what is painted will be wanted: they come beside the module.
  const painted = element.frame.querySelector("[lang]")?.lang;
  if (FANFARE_ASSETS.words[painted]) words(painted);
  const module = await (bringing ??= bring());
  if (element.live != live || element.failed || element.application) return;
  if (!module) return own.alone?.();
  element.application = module.mount(element.frame, { ...options(element), ...own });
};

// Whether what is painted is all there is of an element.
export const isAlone = (element) => element.alone || !element.constructor.application;

// What the application asks of any element.
const options = (element) => ({
  words,
  key: newKey,
  kept: keptText,
  keep: keepText,
  complete: (path, body) => complete(element, path, body),
  emit: (name, detail, cancelable) => emit(element, name, detail, cancelable),
  // Whether nobody is in the middle of something that the swap would break.
  settled: () => !element.composing && !element.sending && !element.pressed && `${element.root.getSelection?.() ?? getSelection()}` == "",
  // From now on the application answers for what is visible.
  taken: () => (element.handle = element.application),
  // The application broke: what was painted comes back and goes on without it.
  fail: (message) => {
    element.failed = true;
    element.handle = element.application = undefined;
    emit(element, "error", { message });
    element.frame.replaceChildren(element.shown);
    element.reload();
  },
});

// Brings it when the element is visible and the browser idle, or at the first touch. `own` are the options that
// differ between an embed and a page: where it is, who writes, and what follows when the visitor went elsewhere.
export const whenWanted = (element, own) => {
  const { live } = element;
  const { signal } = live;
  const go = () => mount(element, live, own);
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && (observer.disconnect(), idle(go, { timeout: 2000 })));
  observer.observe(element);
  for (const type of ["pointerdown", "keydown", "focusin"]) element.addEventListener(type, go, { once: true, signal });
};
