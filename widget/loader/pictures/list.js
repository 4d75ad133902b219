// The pictures and videos of one composer, from being chosen to being sent with its words.
// Invariant: each is on its way, there, or wrong with a sentence; only those that are there go along.

import { load } from "../module.js";
import { once } from "../once.js";
import { isKept, newKey } from "../storage.js";
import { languageOf } from "./language.js";
import { wordsOf } from "./words.js";

const MOST = 4;
// What a browser takes apart in reasonable time; cameras of today stay far below it.
const FILE_BYTES = 60e6;
// What the server takes of a video.
const VIDEO_BYTES = 20 * 1024 * 1024;

export const sending = once(() => load({ path: FANFARE_ASSETS.sending.path, integrity: FANFARE_ASSETS.sending.integrity }));

// Whether a picture was refused because of who sent it. The form of its words is, too, and asks to sign in.
const signInFirst = ({ problem }) => /^(sign_in_needed|forbidden)$/.test(problem?.code);

export class List extends EventTarget {
  items = [];
  said = "";

  // `stands` are pictures that the server has with the words that are changed; there are none where words are new.
  constructor(element, own, name, stands) {
    super();
    Object.assign(this, { element, own, name, edits: stands });
    this.items.push(...(stands ?? []));
    // What was chosen before a reload stands there again.
    if (isKept(name)) this.restored = this.kept("restore");
  }

  // Draws a preview once there is one to draw.
  async show(item) {
    const { previewOf } = await sending();
    item.preview ??= await previewOf(item.blob).catch(() => {});
    this.changed();
  }

  // Has what lasts kept or read; `gone` is forgotten.
  kept(what, gone = []) {
    return sending().then((module) => module[what](this, gone)).catch(() => {});
  }

  // What stands is kept by the server.
  keep(gone = []) {
    return [...this.items, ...gone].every(({ stands }) => stands) || this.kept("remember", gone);
  }

  // Whether something is worth to be kept: what was refused is not tried again.
  lasts(item) {
    return item.blob && (item.again || !item.wrong || signInFirst(item));
  }

  get words() {
    return wordsOf(languageOf(this.element));
  }

  // Some places take one picture, or one video.
  get most() {
    return this.only ? 1 : MOST;
  }

  get going() {
    return this.items.filter(({ gone }) => !gone);
  }

  get full() {
    return this.going.length >= this.most;
  }

  // Something changed; `said` is told aloud.
  changed(said = this.said) {
    this.said = said;
    this.dispatchEvent(new Event("change"));
  }

  add(files) {
    if (!files.length) return;
    const room = files.slice(0, this.most - this.going.length);
    const items = room.map((file) => ({ file, key: newKey(), alt: "", part: 0, parts: [], video: /^video\/(mp4|quicktime)$/.test(file.type) }));
    this.items.push(...items);
    this.changed(room.length < files.length ? this.words[this.only ? "one" : "most"] : this.words.sending);
    items.forEach((item) => this.send(item));
  }

  // Makes it small, and sends it. What is wrong stands beside it.
  send(item) {
    item.wrong = item.again = item.problem = undefined;
    item.stop = new AbortController();
    item.done = this.arrive(item).then(
      () => {
        this.keep();
        this.changed(this.words.there);
      },
      (problem) => {
        if (item.stop.signal.aborted) return this.keep([item]);
        item.problem = problem;
        const lost = item.blob || problem.lost;
        item.again = lost && !(problem.status < 500 && problem.status != 401 && problem.status != 429);
        item.wrong = problem.errors?.[0]?.detail ?? problem.detail ?? (lost ? this.words.lost : this.words["kind" + (this.only ?? "")]);
        this.keep();
        this.changed(item.wrong);
      },
    );
    this.changed();
  }

  async arrive(item) {
    const { keepFile, send, shrink } = await sending().catch(() => {
      throw { lost: true };
    });
    if (this.only == "video" && !item.video) throw { detail: this.words.kindvideo };
    if (!item.blob && item.video && this.only != "picture") {
      const { file } = item;
      if (file.size > VIDEO_BYTES) throw { detail: this.words.large };
      item.blob = file.slice(0, file.size, "video/mp4");
      keepFile(item.key, item.blob);
      this.show(item);
    }
    if (!item.blob) {
      if (item.file.size > FILE_BYTES) throw new Error("too large to be taken apart");
      Object.assign(item, await shrink(item.file));
      item.file = undefined;
      keepFile(item.key, item.blob);
      this.changed();
    }
    const progress = (part) => {
      if (item.kept != item.parts.length) this.keep();
      Object.assign(item, { part, kept: item.parts.length });
      this.changed();
    };
    this.keep();
    const { blob, key, parts } = item;
    item.id = (await send(this.element, this.own, { blob, key, parts, signal: item.stop.signal, progress })).id;
  }

  // What stands is taken away when the words are sent: until then it can be put back.
  remove(item) {
    if (item.stands) {
      item.gone = !item.gone;
      return this.changed(this.words[item.gone ? "removed" : "there"]);
    }
    item.stop.abort();
    this.items = this.items.filter((other) => other != item);
    this.keep([item]);
    this.changed(this.words.removed);
  }

  // One place earlier.
  raise(item) {
    const at = this.items.indexOf(item);
    this.items.splice(at - 1, 0, ...this.items.splice(at, 1));
    this.keep();
    this.changed(this.words.moved);
  }

  // The words were taken, and the pictures with them.
  clear() {
    if (!this.items.length) return;
    this.keep(this.items.splice(0));
    this.changed("");
  }

  // The body of a write with these pictures, when all of them are there.
  async complete(body) {
    await this.restored;
    // Who had to sign in first may have done so.
    this.items.filter(signInFirst).forEach((item) => this.send(item));
    for (let waiting; (waiting = this.items.find((item) => !item.id && !item.wrong)); ) await waiting.done;
    if (!this.items.length && !this.edits) return body;
    const missing = this.items.find((item) => !item.id);
    if (missing) {
      const { first: detail } = this.words;
      throw signInFirst(missing) ? missing.problem : { type: "", title: "", status: 409, code: "wrong_state", detail, instance: "", errors: [] };
    }
    return JSON.stringify({ ...JSON.parse(body), media: this.going.map(({ id, alt }) => ({ id, alt })) });
  }
}
