// The check of a contest's result on the visitor's own device: the log comes part by part, the verifier (the Rust the
// command runs, as wasm) counts again, and what it found can be gone through minute by minute.
// Invariant: what is said here, the verifier says; nothing of the log stays but what it needs to count.

import { load } from "./module.js";

const section = document.querySelector(".check");
const { api, entries, zone, size, failed, fingerprint: named, winners } = section.dataset;
// The contest that was asked for stands in the address, whoever made the page.
const contest = /\/contests\/([^/]+)/.exec(location.pathname)?.[1];
const { lang } = document.documentElement;
const verdict = section.querySelector(".verdict");
const progress = section.querySelector("progress");
const button = section.querySelector("button");

const node = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child != null));
  return made;
};
const number = new Intl.NumberFormat(lang);
const moment = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
const fill = (sentence, values) => sentence.replace(/\{(.)\}/g, (_, name) => (typeof values[name] == "number" ? number.format(values[name]) : values[name]));

const bring = async () => {
  const module = await load({ path: FANFARE_ASSETS.checker.path, integrity: FANFARE_ASSETS.checker.integrity });
  await module.default({ module_or_path: fetch(FANFARE_ASSETS.checker_wasm.path, { integrity: FANFARE_ASSETS.checker_wasm.integrity }) });
  return module.Checker;
};
let bringing;

// Gives the whole log to the verifier; between two parts the page answers.
const read = async (checker) => {
  for (let from = 0; from != null; ) {
    const answer = await fetch(`${api}/log?from=${from}`);
    if (!answer.ok) throw new Error(answer.status);
    from = checker.take(await answer.text());
    // After the leaves come the openings, at most as many.
    progress.max = Math.max(2 * size, checker.lines);
    progress.value = checker.lines;
  }
};

// The title of an entry, once asked.
const titles = {};
const title = (id) =>
  (titles[id] ??= fetch(`${api}/entries/${id}`)
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then(({ title }) => title ?? id));

const link = (id) => {
  const made = node("a", { href: entries + id, dir: "auto" });
  title(id).then((title) => (made.textContent = title));
  return made;
};

const row = ([id, votes, guests], most, words) => {
  const bar = node("meter", { max: most || 1, value: votes });
  bar.setAttribute("aria-hidden", "true");
  const count = `${number.format(votes)}${guests ? ` · ${fill(words.guests, { n: guests })}` : ""}`;
  return node("li", {}, link(id), bar, node("span", {}, count));
};

// The count at a time, under a slider.
const replay = (checker, { first, last, words }) => {
  const minute = 60_000;
  const slider = node("input", { type: "range", id: "minute", min: 0, max: Math.max(0, (last - first) / minute), step: 1 });
  const now = node("output", {});
  const standing = node("ol", { className: "standing" });
  const counts = node("p", { className: "quiet" });
  const show = () => {
    const time = first + slider.value * minute;
    const { totals, counted, held, replaced, void: aside } = JSON.parse(checker.at(time));
    now.textContent = moment.format(time);
    slider.setAttribute("aria-valuetext", now.textContent);
    standing.replaceChildren(...totals.map((entry) => row(entry, totals[0][1], words)));
    const said = [
      fill(words.counted, { n: counted }),
      held && fill(words.held, { n: held }),
      replaced && fill(words.replaced, { n: replaced }),
      ...aside.map(([reason, n]) => n && `${fill(words.void, { n })} (${reason})`),
    ];
    counts.textContent = said.filter(Boolean).join(" · ");
  };
  slider.value = slider.max;
  slider.addEventListener("input", show);
  show();
  return node(
    "div",
    { className: "replay" },
    node("h3", {}, words.replay),
    node("label", { htmlFor: "minute" }, `${words.time}: `, now),
    slider,
    standing,
    counts,
    node("p", { className: "note" }, words.unopened),
  );
};

const sentence = (words) => `${words[0].toUpperCase()}${words.slice(1)}.`;

const passed = (checker, report, seconds) => {
  const { words, counted, held, void: aside, amendments, closed, compared, fingerprint } = report;
  const sentences = [
    fill(words.again, { s: seconds, n: counted }),
    closed ? words.result : words.open,
    amendments && fill(words.amended, { n: amendments }),
    held && sentence(fill(words.held, { n: held })),
    aside && sentence(fill(words.void, { n: aside })),
    ...["key", "checkpoint", "receipt", "acceptance"].map((kind) => +compared[kind + (kind == "key" ? "" : "s")] && words[kind]),
    compared.awaited.length ? words.awaited : report.alone && words.alone,
  ];
  verdict.replaceChildren(
    node("p", { className: "good" }, node("b", {}, "✓ PASS")),
    node("p", {}, sentences.filter(Boolean).join(" ")),
    node("p", { className: "meta" }, node("code", { dir: "ltr" }, fingerprint)),
  );
  if (!closed) return;
  const won = report.winners.map((id) => node("li", {}, link(id)));
  verdict.append(node("h3", {}, words.winners), won.length ? node("ol", {}, ...won) : node("p", {}, words.nobody));
  verdict.after(replay(checker, report));
};

const check = async () => {
  const began = performance.now();
  section.querySelector(".replay")?.remove();
  verdict.replaceChildren();
  progress.hidden = false;
  button.disabled = true;
  try {
    const Checker = await (bringing ??= bring());
    const checker = new Checker(lang, contest, named, winners, section.querySelector("textarea").value);
    await read(checker);
    passed(checker, JSON.parse(checker.finish()), Math.ceil((performance.now() - began) / 100) / 10);
  } catch (reason) {
    // The verifier says why as a text; anything else is no verdict.
    const why = typeof reason == "string";
    if (!why) bringing = undefined;
    verdict.replaceChildren(node("p", { className: "wrong" }, why && node("b", {}, "✗ FAIL "), why ? reason : failed));
  }
  progress.hidden = true;
  button.disabled = false;
};

section.hidden = false;
section.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
