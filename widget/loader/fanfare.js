// The loader: what a brand's page loads from `/embed/v1/fanfare.js`. It defines the elements and paints HTML
// made at the edge; all that comes after the first paint is in `interaction.js`.
// Invariant: loading it twice, or beside another copy, defines nothing twice.

import "./contest.js";
import "./gallery.js";
import "./leaders.js";
import { interaction } from "./module.js";
import "./person.js";
import "./promises.js";
import "./questions.js";
import "./statement.js";
import "./stories.js";

// The brand's sign-in: a JWT, or a function (it may be async) that is called whenever one is needed.
export const identify = (tokenOrFunction) => interaction().then((module) => module.identify(tokenOrFunction));

// Ends the sessions of this page's communities on this device.
export const logout = () => interaction().then((module) => module.logout());

// Listens to an event of every element of the page; gives back what stops it.
export const on = (name, listener) => {
  const type = "fanfare:" + name;
  document.addEventListener(type, listener);
  return () => document.removeEventListener(type, listener);
};

const api = { identify, logout, on };
// Calls that the page made before this module was there: `fanfare = { q: [["identify", token]] }`.
for (const [name, ...rest] of window.fanfare?.q ?? []) api[name]?.(...rest);
window.fanfare = api;

// Counts can wait: nothing moves when they come.
if (document.querySelector("fanfare-count")) interaction();
else addEventListener("DOMContentLoaded", () => document.querySelector("fanfare-count") && interaction());
