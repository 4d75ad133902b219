// `<fanfare-questions>`: paints the fragment, and leaves the rest to `interaction.js` and the application.
// Invariant: what is visible stays until what replaces it is ready, and both change in one task.

import { languageOf, nameOf, subjectOf } from "./context.js";
import { api, emit, warn } from "./host.js";
import { interaction } from "./module.js";
import { adopt } from "./sheet.js";

const attributes = ["community", "subject", "subject-name", "lang", "theme", "loading", "sort", "question"];

// A page that moves a node disconnects and connects it: only one that stays away is unmounted.
const GRACE = 1000;

export class Questions extends HTMLElement {
  static observedAttributes = attributes;

  constructor() {
    super();
    // The frame is where the application stands beside what is shown, until they change places.
    this.frame = document.createElement("div");
    this.shown = document.createElement("div");
    this.root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // What the page's own server included (declarative shadow DOM) is painted already.
    this.painted = this.shadowRoot.hasChildNodes();
    this.shown.append(...this.root.childNodes);
    this.frame.append(this.shown);
    this.root.append(this.painted ? this.frame : document.createElement("slot"));
    for (const type of ["click", "submit"]) this.frame.addEventListener(type, (event) => this.act(event));
  }

  connectedCallback() {
    clearTimeout(this.leaving);
    if (this.live) return;
    this.live = new AbortController();
    this.dress();
    const begin = () => (this.painted ? this.ready() : this.show());
    if (this.loading != "lazy") return begin();
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && (observer.disconnect(), begin()), { rootMargin: "800px" });
    observer.observe(this);
  }

  disconnectedCallback() {
    this.leaving = setTimeout(() => this.isConnected || this.destroy(), GRACE);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.live || before == now) return;
    this.dress();
    if (name == "theme" || name == "loading") return;
    clearTimeout(this.changing);
    if (name == "lang" || name == "community") this.leaveApplication();
    // All attributes that a framework sets in one go are one change.
    this.changing = setTimeout(() => this.show({}));
  }

  // An application is of one community and one language: with the next paint another one begins.
  leaveApplication() {
    if (!this.application) return;
    this.live.abort();
    this.live = new AbortController();
    this.left = this.application;
    this.handle = this.application = undefined;
  }

  dress() {
    this.frame.dataset.theme = this.theme || "auto";
  }

  // What to show: a place the visitor went to, or else what the attributes say.
  query({ question = this.question, sort = this.sort, tag, q, cursor } = this.place ?? {}) {
    return question
      ? { view: "question", question }
      : { view: "questions", subject: subjectOf(this), subject_name: nameOf(this), sort, tag, q, cursor };
  }

  // Shows a place: by the application where it is there, else painted.
  async show(place = this.place) {
    const { live } = this;
    this.place = place;
    if (this.handle) return this.handle.update(true);
    this.going?.abort();
    const { signal } = (this.going = new AbortController());
    const query = new URLSearchParams({ lang: languageOf(this) });
    for (const [name, value] of Object.entries(this.query())) value && query.set(name, value);
    try {
      // What was just written has to show: a copy the browser holds is asked for anew, by its ETag.
      const fragment = fetch(api(this.community, "fragment?" + query), { signal, cache: "no-cache" });
      const [answer] = await Promise.all([fragment, adopt(this.root)]);
      const html = await answer.text();
      if (!answer.ok) throw new Error(answer.status);
      if (this.live != live || this.handle || signal.aborted) return;
      this.paint(html);
      this.ready();
    } catch (error) {
      if (signal.aborted) return;
      warn(`${this.community}: ${error.message}`);
      emit(this, "error", { message: error.message });
      addEventListener("online", () => this.reload(), { once: true, signal: live.signal });
    }
  }

  // The one place where text becomes HTML: our own, from the edge.
  paint(html) {
    const shown = document.createElement("div");
    shown.setHTML ? shown.setHTML(html, { sanitizer: {} }) : (shown.innerHTML = html);
    this.html = html;
    this.shown.isConnected && !this.left ? this.shown.replaceWith(shown) : this.frame.replaceChildren(shown);
    this.left = this.left?.unmount();
    this.shown = shown;
    this.root.replaceChildren(this.frame);
  }

  // After each paint.
  async ready() {
    adopt(this.root);
    if (this.told != this.live) emit(this, "ready", {});
    this.told = this.live;
    (await interaction()).painted(this);
  }

  // A link or a form of the painted HTML. If what handles it does not come, it leads where it says.
  act(event) {
    const target = event.target.closest("a[data-view],form[data-view],form[data-send]");
    if (!target || this.handle || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.type == "click" && target.action) return;
    event.preventDefault();
    const { submitter } = event;
    interaction().then(
      (module) => module.act(this, target, submitter),
      () => (target.href ? location.assign(target.href) : target.submit()),
    );
  }

  // Shows what is there now.
  reload() {
    if (this.live) this.show();
  }

  // Puts the caret where one asks.
  focusComposer() {
    if (this.handle) return this.handle.focusComposer();
    this.frame.querySelector("[data-send=ask] :is(input,textarea)")?.focus();
  }

  // Sets several properties; they are one change.
  update(properties) {
    Object.assign(this, properties);
  }

  // Ends it: the application, what it holds, what is on its way. The page's own content shows again.
  destroy() {
    this.live?.abort();
    this.going?.abort();
    for (const application of [this.application, this.left]) application?.unmount();
    this.live = this.left = this.handle = this.application = this.painted = this.place = undefined;
    this.frame.replaceChildren();
    this.root.replaceChildren(document.createElement("slot"));
  }
}

for (const attribute of attributes) {
  Object.defineProperty(Questions.prototype, attribute.replace(/-(.)/, (_, letter) => letter.toUpperCase()), {
    get() {
      return this.getAttribute(attribute) ?? "";
    },
    set(value) {
      value == null ? this.removeAttribute(attribute) : this.setAttribute(attribute, value);
    },
  });
}
