// A page whose form takes pictures: they are chosen, made small, sent and described as in a composer, and the form names
// them by their ids. Its words are sent from here, so that all of it stays where a connection breaks.
// Invariant: until this is there, and without it, the form takes a file by itself.

import { drop, session } from "./cookie-session.js";
import { load } from "./module.js";
import { watchPreview } from "./preview.js";

const path = location.pathname;
// What the module for pictures asks of an element.
const main = Object.assign(document.querySelector("main"), {
  community: path.split("/")[1],
  live: new AbortController(),
  query: () => ({ subject: form.elements.subject?.value }),
});
main.frame = main;

let form;
let box;
let list;
// Whether something was chosen here; until then what the server kept of an earlier attempt goes along.
let chosen;

const named = () => new FormData(form).getAll("medium").join();
const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

// The form names what is there, and a preview of it is made anew when that changed.
const fill = () => {
  if (!(chosen ||= list.items.length > 0)) return;
  const before = named();
  for (const field of form.querySelectorAll("[name=medium],[name=alt]")) field.remove();
  for (const { id, alt } of list.going) if (id) form.append(hidden("medium", id), hidden("alt", alt));
  box.querySelector(".note")?.remove();
  if (named() != before) form.dispatchEvent(new Event("input"));
};

// Puts the place for pictures where a file is chosen.
const mount = () => {
  const file = main.querySelector("[type=file]");
  if (!file) return;
  form = file.form;
  box = file.parentNode;
  Object.assign(form.dataset, { send: "POST", path });
  box.className = "adding";
  box.querySelector("label").remove();
  if (!named()) box.querySelector(".note").remove();
  const { alt } = form.elements;
  if (alt?.type == "text") {
    alt.type = "hidden";
    alt.parentNode.replaceWith(alt);
  }
  const place = Object.assign(document.createElement("fanfare-pictures"), { className: "pictures" });
  const [picture, video] = ["image", "video"].map((kind) => file.accept.includes(kind));
  if (picture != video) place.dataset.only = picture ? "picture" : "video";
  file.replaceWith(place);
  place.begin();
  list = place.list;
  list.addEventListener("change", fill);
  fill();
};

// What was refused stands there again with what is wrong, or what the answers make beside them.
const show = (html) => {
  const made = new DOMParser().parseFromString(html, "text/html");
  main.replaceChildren(...made.querySelector("main").childNodes);
  mount();
  watchPreview(main);
  const first = ["[aria-invalid]", "[role=alert]", "#preview"].map((part) => main.querySelector(part)).find(Boolean);
  if (!first.matches("input,textarea")) first.tabIndex = -1;
  first.focus();
};

const send = async (target, submitter, pictures) => {
  const status = form.querySelector("[data-failed]");
  main.ariaBusy = "true";
  status.textContent = "";
  try {
    await pictures.complete(path, "{}");
    fill();
    const answer = await fetch(target.action, { method: "POST", body: new URLSearchParams(new FormData(target, submitter)) });
    if (!answer.redirected) show(await answer.text());
    else {
      // Who has to sign in first comes back to what was chosen.
      if (!new URL(answer.url).searchParams.has("return_to")) pictures.clear(path);
      location = answer.url;
    }
  } catch ({ detail }) {
    status.textContent = detail ?? status.dataset.failed;
  }
  main.ariaBusy = null;
};

watchPreview(main);
const begin = ({ pictures }) => {
  const held = pictures(main, { session: (needed) => session(main.community, needed), drop });
  mount();
  main.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!main.ariaBusy) send(event.target, event.submitter, held);
  });
};
if (main.querySelector("[type=file]")) {
  load({ path: FANFARE_ASSETS.pictures.path, integrity: FANFARE_ASSETS.pictures.integrity }).then(begin, () => {});
}
