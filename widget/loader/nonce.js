// Nonces of votes: a number that this device makes for each, so that its voter knows their own leaf of the log from
// anybody else's. The log holds the commitment to it.
// Invariant: a nonce is kept here, by its contest, before it is sent, and made for one ballot alone.

import { keepText, keptText } from "./storage.js";

// Puts one into the form of a vote that is being sent, if it has a place for it. One that is sent again has it already.
export const fill = ({ target }) => {
  const { nonce } = target.elements;
  if (nonce && !nonce.value) {
    const all = nonce.dataset.contest;
    // A page without https has neither this nor what hashes it.
    nonce.value = crypto.randomUUID?.().replaceAll("-", "") ?? "";
    keepText(all, nonce.value + (keptText(all) ?? ""));
  }
  return nonce;
};

// The nonce of this device that a leaf holds; an empty text when it holds none of them, nothing where none is known.
export const mine = async (contest, leaf) => {
  const all = keptText(contest);
  if (!all) return;
  // A leaf writes bytes in base64url.
  const held = leaf.replaceAll("-", "+").replaceAll("_", "/");
  for (const nonce of all.match(/.{32}/g)) {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("fanfare.contest.v1 nonce\n" + nonce));
    if (held.includes(btoa(String.fromCharCode(...new Uint8Array(hash))).slice(0, 43))) return nonce;
  }
  return "";
};
