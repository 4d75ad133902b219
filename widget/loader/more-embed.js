// More entries in an embed of a contest, and what is left of its time.

import { watchEnd } from "./countdown.js";
import { api } from "./host.js";
import { append, watchMore } from "./more.js";
import { languageOf } from "./pictures/language.js";

// A page of the same list, as it would be painted.
const bring = async (element, place) => {
  const query = new URLSearchParams({ lang: languageOf(element) });
  for (const [name, value] of Object.entries(element.query({ entry: "", ...place }))) value && query.set(name, value);
  const headers = element.token ? { authorization: "Bearer " + element.token } : {};
  const answer = await fetch(api(element.community, "fragment?" + query), { headers, cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.status);
  const page = document.createElement("div");
  const html = await answer.text();
  page.setHTML ? page.setHTML(html, { sanitizer: {} }) : (page.innerHTML = html);
  return page;
};

// More of a list stands below it. What is painted anew, as after a vote, is as long as it was, and nothing moves meanwhile.
export const watchElement = async (element) => {
  const { shown, frame, place } = element;
  watchEnd(shown, () => element.reload());
  if (element.list?.place != place || !element.list) element.list = { place, more: [] };
  const { more } = element.list;
  watchMore(shown, (link) => bring(element, link.dataset), ({ dataset }) => more.push(dataset));
  shown.addEventListener("submit", () => more.length && (frame.style.minBlockSize = frame.offsetHeight + "px"));
  // What can't be brought again is there by its link.
  const pages = await Promise.all(more.map((page) => bring(element, page))).catch(() => (more.length = 0, []));
  for (const page of pages) append(shown, page);
  frame.style.minBlockSize = "";
};
