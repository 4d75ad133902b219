// What every painted element does: fetches its fragment, paints it, follows its links and sends its forms, for
// as long as it stands in the page. An element is made of it by its attributes and by what it asks for.
// Invariant: what is visible stays until what replaces it is ready, and both change in one task.

import { reflect, takeProperties } from "./attributes.js";
import { languageOf } from "./context.js";
import { api, define, emit, warn } from "./host.js";
import { interaction } from "./module.js";
import { adopt } from "./sheet.js";

// A page that moves a node disconnects and connects it: only one that stays away is unmounted.
const GRACE = 1000;

export class Painted extends HTMLElement {
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
    takeProperties(this);
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
    if (name == "lang" || name == "community") this.leave();
    // All attributes that a framework sets in one go are one change.
    this.changing = setTimeout(() => this.show({}));
  }

  // With another community or language everything begins anew.
  leave() {
    this.token = undefined;
  }

  dress() {
    this.frame.dataset.theme = this.theme || "auto";
  }

  // Paints a place: one the visitor went to, or else what the attributes say.
  async show(place = this.place) {
    const { live } = this;
    this.place = place;
    this.going?.abort();
    const { signal } = (this.going = new AbortController());
    const query = new URLSearchParams({ lang: languageOf(this) });
    for (const [name, value] of Object.entries(this.query())) value && query.set(name, value);
    try {
      // What was just written has to show: a copy the browser holds is asked for anew, by its ETag.
      const headers = this.token ? { authorization: "Bearer " + this.token } : {};
      const fragment = fetch(api(this.community, "fragment?" + query), { signal, headers, cache: "no-cache" });
      const [answer] = await Promise.all([fragment, adopt(this.root)]);
      const html = await answer.text();
      // A session that ended is no reason to show nothing.
      if (answer.status == 401 && this.token) {
        this.refused = this.token;
        this.token = undefined;
        return this.show();
      }
      if (!answer.ok) throw new Error(answer.status);
      if (this.live != live || signal.aborted) return;
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
    this.shown.isConnected ? this.shown.replaceWith(shown) : this.frame.replaceChildren(shown);
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

  // Sets several properties; they are one change.
  update(properties) {
    Object.assign(this, properties);
  }

  // Ends it: what it holds, what is on its way. The page's own content shows again.
  destroy() {
    this.live?.abort();
    this.going?.abort();
    this.live = this.painted = this.place = this.token = undefined;
    this.frame.replaceChildren();
    this.root.replaceChildren(document.createElement("slot"));
  }
}

// Defines an element; every attribute is a property, too.
export const element = (name, made, attributes) => {
  made.observedAttributes = ["community", "lang", "theme", "loading", ...attributes];
  reflect(made);
  define(name, made);
};
