// One of the community's own pages: the application takes over its main part, as it does in an embed. The page
// works by links and forms before, and where no script runs.
// Invariants: the address says what is shown, before a reload and after; who writes is said by a cookie that no
// script reads.

import { addressOf, placeOf, samePlace } from "./address.js";
import { whenWanted } from "./application.js";
import { watchComposing } from "./composing.js";
import { drop, session, signOut } from "./cookie-session.js";
import { forgetDraft, restoreDrafts } from "./drafts.js";
import { before, watchHands } from "./hands.js";
import { arrived, travel } from "./travel.js";

const main = document.querySelector("main");
const brand = document.querySelector(".brand").textContent;
const painted = location.href;

const page = Object.assign(main, {
  community: placeOf(location).community,
  frame: main,
  shown: main.firstElementChild,
  // What the embed asks of its shadow root; here nothing stands between the application and the document.
  root: document,
  live: new AbortController(),
  // The place of the address: as the application has it, if it went there by itself.
  query: () => (page.place && samePlace(addressOf(page.place), location) ? page.place : placeOf(location)),
  // The painted HTML came back; it is that of the address the page was opened at.
  reload: () => location.href == painted || location.reload(),
});

const tell = before(page);
restoreDrafts(page);
watchHands(page);
travel(page);
// A painted form leads to a page that has what was typed.
page.addEventListener("submit", ({ target }) => page.handle || (target.dataset.send && forgetDraft(page, target)));

const own = {
  // Addresses are as the page itself has them.
  host: "",
  query: () => ({ subject_name: brand, lang: document.documentElement.lang, ...page.query() }),
  session: (begin) => session(page.community, begin),
  drop,
  // A guest is claimed where one signs in, on a page.
  forgetGuest: () => {},
  signOut: () => signOut(page.community).then(() => page.handle?.update()),
  moved: (place) => {
    page.place = { ...page.query(), ...place };
    arrived(page, addressOf(page.place));
  },
  // Painted forms lead to a page that takes a picture by itself.
  wanted: () => page.handle,
};
whenWanted(page, own);
watchComposing(page, own);
tell();

// The person may have signed in or out on another page: in another tab, or before *Back*.
const look = () => {
  drop();
  page.handle?.update();
};
addEventListener("pageshow", ({ persisted }) => persisted && look());
addEventListener("visibilitychange", () => document.hidden || look());
