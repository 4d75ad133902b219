// Pictures and videos for what one says: chosen, pasted or dropped, made small, sent, described. It is brought when
// someone begins to write; the application knows only `complete`, which says what a write is sent with.
// Invariants: what is sent names pictures the server has; a place that goes away and comes back shows the same, until what
// is written there is sent or put away.

import { define } from "./host.js";
import { List, sending } from "./pictures/list.js";
import { FanfarePictures, places } from "./pictures/place.js";
import { isKept } from "./storage.js";

define("fanfare-pictures", FanfarePictures);

// What each form's pictures belong to.
const nameOf = ({ send, path, question }) => path ?? (send == "answer" ? question : send);
const nameOfPath = (path) => (path == "questions" ? "ask" : (/^questions\/([^/]+)\/answers$/.exec(path)?.[1] ?? path));

// What stands with the words that a form changes, as it is painted there; nothing where words are new.
const standing = (form) =>
  form.dataset.send == "PATCH"
    ? Array.from(form.querySelectorAll(".media :is(img, video)"), ({ src, poster, alt, ariaLabel }) => {
        const id = new URL(src).pathname.split("/").pop();
        const preview = Object.assign(new Image(), { src: poster || src, alt: "" });
        return { id, key: id, alt: alt ?? ariaLabel, preview, part: 1, stands: true };
      })
    : undefined;

// Pictures of one element. `own` says who writes.
export const pictures = (element, own) => {
  const lists = {};
  const { frame } = element;
  const { signal } = element.live;
  const kept = (name) => `${element.community}:pictures:${name}:${element.query({}).subject || ""}`;
  const listOf = (form) => {
    const name = nameOf(form.dataset);
    const list = (lists[name] ??= new List(element, own, kept(name), standing(form)));
    // An edit that was taken or put away leaves no draft; one that is typed goes on when one comes back.
    if (list.edits) {
      list.left = () => {
        if (isKept(`${element.community}:draft:edit:${name.split("/").pop()}`)) return;
        list.clear();
        delete lists[name];
      };
    }
    return list;
  };
  const placeIn = (target) => target.closest?.("form[data-send]")?.querySelector("fanfare-pictures");

  const take = (event, data) => {
    const place = placeIn(event.target);
    const files = [...(data?.files ?? [])];
    // Words that come with a picture of them are words.
    if (!place?.list || !files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    place.list.add(files);
  };
  const on = (type, listener) => frame.addEventListener(type, listener, { signal });
  on("paste", (event) => take(event, event.clipboardData));
  on("drop", (event) => take(event, event.dataTransfer));
  on("dragover", (event) => placeIn(event.target) && event.dataTransfer.types.includes("Files") && event.preventDefault());

  // The browser of whoever lets something be seen makes what the sender's did not. Nothing waits for it.
  const decided = (target) => sending().then(({ vary }) => vary(element, own, target)).catch(() => {});

  const taken = (type, name) => element.addEventListener("fanfare:" + type, ({ detail }) => lists[name(detail)]?.clear(), { signal });
  taken("question:created", () => "ask");
  taken("answer:created", ({ question_id }) => question_id);

  places.set(frame, listOf);
  signal.addEventListener("abort", () => places.delete(frame));
  for (const place of frame.querySelectorAll("fanfare-pictures")) place.begin();
  return {
    complete: async (path, body) => {
      if (/"act":"(approve|restore)"/.test(body)) decided(path.split("/").pop());
      return lists[nameOfPath(path)]?.complete(body) ?? body;
    },
    clear: (path) => lists[nameOfPath(path)]?.clear(),
  };
};
