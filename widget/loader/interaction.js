// What comes after the first paint, as one module: sessions, HTML mode, counts, and bringing the application.
// Invariant: nothing here is needed to read.

import { isAlone, whenWanted } from "./application.js";
import { watchComposing } from "./composing.js";
import { languageOf, nameOf } from "./context.js";
import { Count } from "./count.js";
import { restoreDrafts } from "./drafts.js";
import { before, watchHands } from "./hands.js";
import { define, host } from "./host.js";
import { load } from "./module.js";
import { drop, forgetGuest, logout, session, watchers } from "./session.js";

export { act } from "./html-mode.js";
export { identify, logout } from "./session.js";

define("fanfare-count", Count);

// After each paint of an element.
export const painted = (element) => {
  const tell = before(element);
  restoreDrafts(element);
  bringTurns(element);
  if (isAlone(element)) paintForPerson(element);
  if (watchers.has(element)) return;
  watchers.set(element, () => (isAlone(element) ? paintForPerson(element, true) : element.handle?.update(false)));
  element.live.signal.addEventListener("abort", () => watchers.delete(element));
  watchHands(element);
  if (!isAlone(element)) whenWanted(element, own(element));
  watchComposing(element, { ...own(element), wanted: () => true });
  tell();
};

// What an entry of a contest is shared and turned by: without it its links stand.
const bringTurns = async (element) => {
  if (!element.shown?.querySelector(".share,.large")) return;
  const module = load({ path: FANFARE_ASSETS.contest.path, integrity: FANFARE_ASSETS.contest.integrity });
  (await module.catch(() => undefined))?.shown(element);
};

// What has no application shows what is the visitor's own by being painted anew, with the session; not while the
// visitor is at it, but at once when somebody signed in or out.
const paintForPerson = async (element, changed) => {
  const { live, community } = element;
  const token = (await session(community))?.token;
  if (element.live != live || element.community != community || element.token == token) return;
  // A session that was refused is over, whatever is kept here says.
  if (token && token == element.refused) return drop(community);
  if (element.root.activeElement && !changed) return;
  element.token = token;
  element.show();
};

// What the application asks of an embed.
const own = (element) => ({
  host,
  query: () => ({ subject_name: nameOf(element), lang: languageOf(element), community: element.community, ...element.query() }),
  session: (begin) => session(element.community, begin),
  drop: () => drop(element.community),
  forgetGuest: () => forgetGuest(element.community),
  signOut: logout,
  // No application comes: what is painted is all there is.
  alone: () => {
    element.alone = true;
    paintForPerson(element);
  },
  // Where the visitor went inside the application.
  moved: (place) => (element.place = place),
});
