// The same for an embed of a contest, after each paint: its keys are those pressed inside of it.

import { watchShare, watchTurns } from "./sharing.js";

export const shown = ({ shown }) => {
  watchTurns(shown, shown, shown.querySelector("[dir]")?.dir);
  watchShare(shown, shown.querySelector("h1,h2")?.textContent);
};
