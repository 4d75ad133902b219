// A page of a contest: arrow keys, swipes, ways to share, and what one makes while one makes it.

import { watchPreview } from "./preview.js";
import { watchShare, watchTurns } from "./sharing.js";

watchTurns(window, document.querySelector("main"), document.documentElement.dir);
watchShare(document, document.title);
watchPreview(document);
