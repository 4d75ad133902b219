// A page of a contest: arrow keys, swipes, ways to share, more entries in place, what is left of its time, and the
// number of this device in the leaf of one's vote.

import { load } from "./module.js";
import { fill, mine } from "./nonce.js";
import { watchShare, watchTurns } from "./sharing.js";

const main = document.querySelector("main");

const bring = async ({ href }) => {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
};

watchTurns(window, main, document.documentElement.dir);
watchShare(document, document.title);
addEventListener("submit", fill);
load({ path: FANFARE_ASSETS.list.path, integrity: FANFARE_ASSETS.list.integrity }).then(({ watchEnd, watchMore }) => {
  // A reload shows the entries one was at.
  watchMore(main, bring, ({ href }) => history.replaceState(history.state, "", href));
  watchEnd(main, () => location.reload());
}, () => {});

// On a receipt: whether its leaf is this device's own. What one keeps of it, above, says so, too.
const receipt = document.querySelector("[data-mine]");
if (receipt) {
  const { dataset, previousElementSibling: leaf } = receipt;
  mine(dataset.contest, leaf.textContent).then((found) => {
    if (found != undefined) receipt.textContent = found ? dataset.mine : dataset.other;
    if (found) leaf.firstChild.textContent = leaf.textContent.replace("\n\n", `\nown-nonce=${found}\n\n`);
  });
}
