// Modules from the host, checked against the hash that the build wrote down.

import { host } from "./host.js";
import { once } from "./once.js";

// `import()` takes no integrity, but a preload does, and fails before anything of a wrong file runs. Where
// the platform has no such preload, the file is what its hashed address gives.
export const load = async ({ path, integrity }) => {
  const href = host + path;
  const link = document.createElement("link");
  if (link.relList.supports("modulepreload")) {
    await new Promise((onload, onerror) => {
      document.head.append(Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity, href, onload, onerror }));
    });
  }
  return import(href);
};

// What comes after the first paint.
export const interaction = /* @__PURE__ */ once(() => load({ path: FANFARE_ASSETS.interaction.path, integrity: FANFARE_ASSETS.interaction.integrity }));
