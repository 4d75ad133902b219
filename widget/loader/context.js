// What an element is about and in which language, from its attributes or from the page around it.

import { warn } from "./host.js";

// The key of the subject: the attribute, else the canonical address. Never the title: pages set it late.
export const subjectOf = (element) => {
  const key = element.getAttribute("subject");
  if (key) return key;
  const link = document.querySelector("link[rel=canonical]");
  const url = link?.href || location.origin + location.pathname;
  if (!/^https?:/i.test(link?.getAttribute("href"))) {
    warn(`no subject attribute and no absolute <link rel="canonical">: using ${url}`);
  }
  return url;
};

// The name a new subject gets.
export const nameOf = (element) =>
  element.getAttribute("subject-name") ||
  document.querySelector("meta[property='og:title']")?.content ||
  document.querySelector("h1")?.textContent.trim() ||
  "";

// The BCP 47 tag: the attribute, else the nearest one around, else the browser's. The edge falls back from there.
export const languageOf = (element) => {
  const own = element.getAttribute("lang");
  return own && own != "auto" ? own : element.parentElement?.closest("[lang]:not([lang=''])")?.lang || navigator.language;
};
