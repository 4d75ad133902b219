// A page of a contest: arrow keys, swipes and ways to share.

import { watchShare, watchTurns } from "./sharing.js";

watchTurns(window, document.querySelector("main"), document.documentElement.dir);
watchShare(document, document.title);
