// The pictures and videos of one composer, from being chosen to being sent with its words.
// Invariant: each is on its way, there, or wrong with a sentence; only those that are there go along.

import { load } from "../module.js";
import { once } from "../once.js";
import { newKey } from "../storage.js";
import { languageOf } from "./language.js";
import { wordsOf } from "./words.js";

const MOST = 4;
// What a browser takes apart in reasonable time; cameras of today stay far below it.
const FILE_BYTES = 60e6;
// What the server takes of a video.
const VIDEO_BYTES = 20 * 1024 * 1024;

const sending = once(() => load({ path: FANFARE_ASSETS.sending.path, integrity: FANFARE_ASSETS.sending.integrity }));

// Whether a picture was refused because of who sent it. The form of its words is, too, and asks to sign in.
const signInFirst = ({ problem }) => /^(sign_in_needed|forbidden)$/.test(problem?.code);

export class List extends EventTarget {
  items = [];
  said = "";

  constructor(element, own) {
    super();
    Object.assign(this, { element, own });
  }

  get words() {
    return wordsOf(languageOf(this.element));
  }

  // Some places take one picture, or one video.
  get most() {
    return this.only ? 1 : MOST;
  }

  get full() {
    return this.items.length >= this.most;
  }

  // Something changed; `said` is told aloud.
  changed(said = this.said) {
    this.said = said;
    this.dispatchEvent(new Event("change"));
  }

  add(files) {
    if (!files.length) return;
    const room = files.slice(0, this.most - this.items.length);
    const items = room.map((file) => ({ file, key: newKey(), alt: "", part: 0, video: /^video\/(mp4|quicktime)$/.test(file.type) }));
    this.items.push(...items);
    this.changed(room.length < files.length ? this.words[this.only ? "one" : "most"] : this.words.sending);
    items.forEach((item) => this.send(item));
  }

  // Makes it small, and sends it. What is wrong stands beside it.
  send(item) {
    item.wrong = item.again = item.problem = undefined;
    item.stop = new AbortController();
    item.done = this.arrive(item).then(
      () => this.changed(this.words.there),
      (problem) => {
        if (item.stop.signal.aborted) return;
        item.problem = problem;
        const lost = item.blob || problem.lost;
        item.again = lost && !(problem.status < 500 && problem.status != 401 && problem.status != 429);
        item.wrong = problem.errors?.[0]?.detail ?? problem.detail ?? (lost ? this.words.lost : this.words["kind" + (this.only ?? "")]);
        this.changed(item.wrong);
      },
    );
    this.changed();
  }

  async arrive(item) {
    const { firstPicture, send, shrink } = await sending().catch(() => {
      throw { lost: true };
    });
    if (this.only == "video" && !item.video) throw { detail: this.words.kindvideo };
    if (!item.blob && item.video && this.only != "picture") {
      const { file } = item;
      if (file.size > VIDEO_BYTES) throw { detail: this.words.large };
      item.blob = file.slice(0, file.size, "video/mp4");
      // It need not wait for its preview.
      firstPicture(file).then(
        (preview) => this.changed(void (item.preview = preview)),
        () => {},
      );
    }
    if (!item.blob) {
      if (item.file.size > FILE_BYTES) throw new Error("too large to be taken apart");
      Object.assign(item, await shrink(item.file));
      item.file = undefined;
      this.changed();
    }
    const progress = (part) => {
      item.part = part;
      this.changed();
    };
    const { id } = await send(this.element, this.own, { blob: item.blob, key: item.key, signal: item.stop.signal, progress });
    item.id = id;
  }

  remove(item) {
    item.stop.abort();
    this.items = this.items.filter((other) => other != item);
    this.changed(this.words.removed);
  }

  // The words were taken, and the pictures with them.
  clear() {
    this.items = [];
    this.changed("");
  }

  // The body of a write with these pictures, when all of them are there.
  async complete(body) {
    // Who had to sign in first may have done so.
    this.items.filter(signInFirst).forEach((item) => this.send(item));
    for (let waiting; (waiting = this.items.find((item) => !item.id && !item.wrong)); ) await waiting.done;
    if (!this.items.length) return body;
    const missing = this.items.find((item) => !item.id);
    if (missing) {
      const { first: detail } = this.words;
      throw signInFirst(missing) ? missing.problem : { type: "", title: "", status: 409, code: "wrong_state", detail, instance: "", errors: [] };
    }
    return JSON.stringify({ ...JSON.parse(body), media: this.items.map(({ id, alt }) => ({ id, alt })) });
  }
}
