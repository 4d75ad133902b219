// What comes after the first paint, as one module: sessions, HTML mode, counts, and bringing the application.
// Invariant: nothing here is needed to read.

import { whenWanted } from "./application.js";
import { Count } from "./count.js";
import { restoreDrafts } from "./drafts.js";
import { define } from "./host.js";
import { listen } from "./html-mode.js";
import { watchers } from "./session.js";

export { act } from "./html-mode.js";
export { identify, logout } from "./session.js";

define("fanfare-count", Count);

// After each paint of an element.
export const painted = (element) => {
  restoreDrafts(element);
  if (watchers.has(element)) return;
  watchers.add(element);
  element.live.signal.addEventListener("abort", () => watchers.delete(element));
  listen(element);
  whenWanted(element);
};
