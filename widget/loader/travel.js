// Going from place to place on one page: a link changes the address, *Back* changes it back, and the application
// shows what the address says. What stands around it follows.
// Invariant: a link with a modifier key, and any link before the application is there, is the browser's own.

import { samePlace } from "./address.js";

// What the application was last told to show, and where the reader is to be put when it is there.
let here = new URL(location);
let height = 0;
const painted = here;

// A new address; *Back* will find the reader where they were.
const push = (address) => {
  height = 0;
  history.replaceState({ height: scrollY }, "");
  history.pushState({}, "", address);
};

export const travel = (page) => {
  const go = () => {
    // A part of the same page, or the same page again, is nothing new.
    if (!samePlace(here, location)) page.handle?.update();
    here = new URL(location);
  };
  page.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("a[data-view]");
      const own = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      // The next page of a list comes below this one: the application does that.
      if (!link || own || !page.handle || link.dataset.cursor) return;
      // What others do not see has a page of its own, which is the browser's to open.
      event.stopPropagation();
      if (link.dataset.question && link.closest("[data-state]")) return seeMine(link);
      event.preventDefault();
      if (link.href != location.href) push(link.href);
      go();
    },
    true,
  );
  addEventListener("popstate", ({ state }) => {
    height = state?.height ?? 0;
    go();
  });
};

// The application shows another place.
export const arrived = (page, address) => {
  if (!samePlace(address, location)) push(address);
  here = new URL(location);
  requestAnimationFrame(() => {
    const heading = page.querySelector("h1")?.textContent;
    document.title = [heading, document.querySelector(".brand").textContent].filter(Boolean).join(" · ");
    document.querySelector("#search").value = new URLSearchParams(location.search).get("q") ?? "";
    for (const link of document.querySelectorAll(".foot a[hreflang]")) link.href = inLanguageOf(link);
    describe();
    const part = location.hash && document.getElementById(location.hash.slice(1));
    part ? part.scrollIntoView() : scrollTo({ top: height, behavior: "instant" });
  });
};

// What is shared or kept from here is this place; the data of the first one go with it.
const describe = () => {
  for (const part of document.querySelectorAll(".beside")) part.hidden = !samePlace(painted, location);
  if (!samePlace(painted, location)) document.querySelector("script[type='application/ld+json']")?.remove();
  for (const link of document.querySelectorAll("link[rel=canonical],link[hreflang]")) {
    const url = new URL(link.href);
    url.pathname = location.pathname;
    link.href = url;
  }
};

const seeMine = (link) => {
  const url = new URL(link.href);
  url.searchParams.set("mine", "1");
  link.href = url;
};

// This place in the language that a link of the footer leads to.
const inLanguageOf = (link) => {
  const url = new URL(location);
  const lang = new URL(link.href).searchParams.get("lang");
  lang ? url.searchParams.set("lang", lang) : url.searchParams.delete("lang");
  return url;
};
