// What comes to the list of a contest's entries once it is seen, on our own pages and in an embed. Without it links lead on.

export { watchEnd } from "./countdown.js";
export { watchMore } from "./more.js";
export { watchElement } from "./more-embed.js";
