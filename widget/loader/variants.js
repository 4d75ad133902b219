// Smaller variants of pictures, and posters of videos, that a sender's browser did not make: that of whoever decides about
// them does. Invariant: what has one is left alone, and what fails is left as it was.

import { variantOf } from "./pictures/shrink.js";

const small = (address) => address + (address.includes("?") ? "&" : "?") + "variant=1";
const asked = async (address, init) => {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(answer.status);
  return answer;
};

// Gives one of the file at this address, unless it has one; what holds its place until then is drawn by the server.
const give = async (address) => {
  const shown = await asked(small(address));
  if (!shown.headers.get("content-type").startsWith("image/svg")) return;
  const body = await variantOf(await (await asked(address)).blob());
  const headers = { "content-type": body.type, "idempotency-key": crypto.randomUUID() };
  await asked(address.split("?")[0], { method: "PUT", headers, body });
  await asked(small(address), { cache: "reload" });
  for (const image of document.querySelectorAll("img")) if (image.src == small(address)) image.src = image.src;
};

for (const { src, parentNode } of document.querySelectorAll(".media a > img, .media > video")) give(parentNode.href ?? src).catch(() => {});
