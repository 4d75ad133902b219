// Where this module came from, which is where everything else comes from, and how the page is told.

export const host = new URL(import.meta.url).origin;

// The address of an operation of a community's API.
export const api = (community, path) => `${host}/api/v1/${encodeURIComponent(community)}/${path}`;

// Tells the page; false when a listener prevented what would follow.
export const emit = (element, name, detail, cancelable = false) =>
  element.dispatchEvent(new CustomEvent("fanfare:" + name, { detail, bubbles: true, composed: true, cancelable }));

export const warn = (text) => console.warn("fanfare: " + text);

export const define = (name, element) => customElements.get(name) || customElements.define(name, element);
