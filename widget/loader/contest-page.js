// A page of a contest: arrow keys, swipes, ways to share, and the
// number of this device in the leaf of one's vote.

import { fill, mine } from "./nonce.js";
import { watchShare, watchTurns } from "./sharing.js";

watchTurns(window, document.querySelector("main"), document.documentElement.dir);
watchShare(document, document.title);
addEventListener("submit", fill);

// On a receipt: whether its leaf is this device's own. What one keeps of it, above, says so, too.
const receipt = document.querySelector("[data-mine]");
if (receipt) {
  const { dataset, previousElementSibling: leaf } = receipt;
  mine(dataset.contest, leaf.textContent).then((found) => {
    if (found != undefined) receipt.textContent = found ? dataset.mine : dataset.other;
    if (found) leaf.firstChild.textContent = leaf.textContent.replace("\n\n", `\nown-nonce=${found}\n\n`);
  });
}
