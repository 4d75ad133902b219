// More entries below those that are shown. Invariant: the link works by itself; what it leads to is the same, on a page of
// its own.

// The entries of a list, without those that won.
const LIST = "section:not(.won) > ol";

// Puts the entries of a page of the same list below those in `shown`; gives back the first of them.
export const append = (shown, page) => {
  const [list, more] = [LIST, ".more"].map((part) => shown.querySelector(part));
  const [entries, next] = [LIST, ".more"].map((part) => page.querySelector(part));
  const first = entries.firstElementChild;
  list.append(...entries.children);
  next ? more.replaceWith(next) : more.remove();
  return first;
};

// `bring` gives the page that a link leads to; `then` hears of each that stands there.
export const watchMore = (shown, bring, then) =>
  shown.addEventListener("click", async (event) => {
    const link = event.target.closest(".more a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { parentNode } = link;
    if (parentNode.ariaBusy) return;
    parentNode.ariaBusy = "true";
    try {
      const first = append(shown, await bring(link));
      // One goes on where it goes on, also without a mouse.
      first?.querySelector("a").focus({ preventScroll: true });
      then(link);
    } catch {
      parentNode.ariaBusy = null;
      location = link.href;
    }
  });
