// The page's own storage under `fanfare:`. A page may forbid it: then nothing is kept, and nothing breaks.

const key = (name) => "fanfare:" + name;

// What is kept under a name, as text.
export const keptText = (name) => {
  try {
    return localStorage.getItem(key(name)) ?? undefined;
  } catch {}
};

// Keeps text under a name; no text forgets.
export const keepText = (name, text) => {
  try {
    text == null ? localStorage.removeItem(key(name)) : localStorage.setItem(key(name), text);
  } catch {}
};

// Whether something is kept whose name begins so.
export const isKept = (begin) => {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(key(begin)));
  } catch {}
};

// The same for values.
export const kept = (name) => {
  try {
    return JSON.parse(keptText(name));
  } catch {}
};
export const keep = (name, value) => keepText(name, JSON.stringify(value));
export const forget = (name) => keepText(name);

// A random key for one write. Pages without https have no `randomUUID`.
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
