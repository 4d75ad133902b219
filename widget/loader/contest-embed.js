// The same for an embed of a contest, after each paint: its keys are those pressed inside of it. A vote that waits is
// passed on our own page, in a tab of its own: no page of a brand's has to let the provider of challenges in.

import { api } from "./host.js";
import { load } from "./module.js";
import { fill, mine } from "./nonce.js";
import { once } from "./once.js";
import { watchShare, watchTurns } from "./sharing.js";

const list = once(() => load({ path: FANFARE_ASSETS.list.path, integrity: FANFARE_ASSETS.list.integrity }));

export const shown = (element) => {
  const { shown } = element;
  watchTurns(shown, shown, shown.querySelector("[dir]")?.dir);
  watchShare(shown, shown.querySelector("h1,h2")?.textContent);
  shown.addEventListener("submit", (event) => fill(event) && element.addEventListener("fanfare:contest:voted", look, { once: true }));
  warn(element);
  list().then(({ watchElement }) => watchElement(element), () => {});
  for (const link of shown.querySelectorAll("[data-pass]")) link.addEventListener("click", (event) => pass(element, event));
};

// A leaf that holds no number of this device, for a vote that was sent with one, may be another voter's.
const look = async ({ currentTarget: element, detail }) => {
  element.other = (await mine(element.contest, detail.leaf)) == "";
  warn(element);
};

const warn = ({ other, shown }) => {
  if (other) shown.querySelector("[role=alert]").hidden = false;
};

// The page goes on as the same person. Without the session it leads where it says.
const pass = async (element, event) => {
  const { community, token, live } = element;
  const { href, dataset } = event.currentTarget;
  event.preventDefault();
  // A tab opens for a press alone, and not for an answer that comes later.
  const tab = open("", "_blank");
  const headers = { authorization: "Bearer " + token };
  const answer = await fetch(api(community, "session/transfer"), { method: "POST", headers }).catch(() => undefined);
  const address = answer?.ok ? dataset.pass + (await answer.json()).code : href;
  if (tab) tab.opener = null;
  (tab ?? window).location = address;
  // Who comes back sees what became of it.
  addEventListener("focus", () => element.reload(), { once: true, signal: live.signal });
};
