// Ways to go on and to pass on that entries of contests have, on our own pages and in an embed: arrow keys and a swipe go to
// the entry before or behind, and the link is shared, copied, or shown as a QR code.
// Invariant: all of it is a way more: without it the links stand, and so does the address to copy.

import { load } from "./module.js";

// A finger that went this far, in CSS pixels, and far more sideways than up or down, swiped.
const SWIPE = 60;

// Arrow keys pressed in `target`, and swipes over what is shown large in `shown`.
export const watchTurns = (target, shown, dir) => {
  // What comes next is on the right, where one reads from the left.
  const go = (right) => shown.querySelector(`nav a[rel=${right == (dir != "rtl") ? "next" : "prev"}]`)?.click();

  target.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("input,textarea,summary")) return;
    if (event.key == "ArrowRight") go(true);
    if (event.key == "ArrowLeft") go(false);
  });

  let from;
  // Who looks at a part of it enlarged moves that part.
  const finger = ({ touches }) => (touches.length == 1 && (globalThis.visualViewport?.scale ?? 1) < 1.1 ? touches[0] : undefined);
  const large = shown.querySelector(".large");
  large?.addEventListener("touchstart", (event) => (from = finger(event)), { passive: true });
  large?.addEventListener("touchend", ({ changedTouches: [to] }) => {
    const across = from ? to.clientX - from.clientX : 0;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) go(across < 0);
    from = undefined;
  });
};

// The box with the link of what is shown, where there is one.
export const watchShare = (shown, title) => {
  const share = shown.querySelector(".share");
  if (!share) return;
  const field = share.querySelector("input");
  const { value: url } = field;
  const [send, copy] = share.querySelectorAll("button");
  const status = share.querySelector("[role=status]");
  share.querySelector("[hidden]").hidden = false;
  if (!navigator.share) send.remove();
  field.addEventListener("focus", () => field.select());
  // Who closes what the browser shows has shared nothing, and nothing went wrong.
  send.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
  copy.addEventListener("click", async () => {
    field.select();
    // Where a page may not write to the clipboard the address is marked, ready to be copied.
    await navigator.clipboard?.writeText(url).then(() => (status.textContent = copy.dataset.done), () => {});
  });
  share.addEventListener("toggle", async () => {
    const { draw } = await load({ path: FANFARE_ASSETS.qr.path, integrity: FANFARE_ASSETS.qr.integrity });
    if (!share.querySelector("svg")) share.append(draw(url, share.dataset.code));
  }, { once: true });
};
