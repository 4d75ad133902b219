// Files that were chosen and not yet taken, in a database of the page's own, by the key they are sent under; and what was
// said of them, beside the words. Invariant: a page may forbid it: then nothing is kept, and nothing breaks.

import { forget, keep, kept } from "../storage.js";

// How long what was chosen is kept; the server keeps what belongs to nothing twice as long.
const KEPT_MS = 864e5;

const asked = async (mode, ask) => {
  const answer = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: () => failed(request.error) }));
  let database;
  try {
    const opening = indexedDB.open("fanfare", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    database = await answer(opening);
    return await answer(ask(database.transaction("files", mode).objectStore("files")));
  } catch {
  } finally {
    database?.close();
  }
};

export const keepFile = (key, file) => asked("readwrite", (files) => files.put(file, key));

// Keeps what a list holds, and forgets the files of what is gone from it.
export const remember = (list, gone) => {
  const items = list.items.filter((item) => list.lasts(item)).map(({ key, alt, id, parts, video }) => ({ key, alt, id, parts, video }));
  items.length ? keep(list.name, { saved_at: Date.now(), items }) : forget(list.name);
  for (const { key } of gone) asked("readwrite", (files) => files.delete(key));
};

// Gives a list what it held before a reload, and goes on sending it.
export const restore = async (list) => {
  const { saved_at, items } = kept(list.name) ?? {};
  if (!(saved_at > Date.now() - KEPT_MS)) return forget(list.name);
  for (const saved of items) {
    const blob = await asked("readonly", (files) => files.get(saved.key));
    if (!blob) continue;
    const item = { ...saved, blob, part: 0, stop: new AbortController() };
    list.items.push(item);
    list.show(item);
    if (!item.id) list.send(item);
  }
  list.changed("");
};
