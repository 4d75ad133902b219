// Nothing a person types runs: a corpus of payloads goes through every place that shows words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { guardedVisit, unlessRefused } from "./support/guard.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";
import { CANARY, payloads } from "./support/xss_corpus.mjs";

// Below the limits of one person, and one page of a list.
const PER_PERSON = 9;
// All tags and subjects with signs are refused in one place: each how many-th payload shows it.
const SAMPLED = 8;

let community;
let groups;

// What each payload became: a question, an answer and a comment that say it, about a thing that is called it.
const plant = async (person, subject, payload) => {
  const body = { markdown: `${payload}\n\n> ${payload}`, tags: ["safe"], subject, subject_name: payload.slice(0, 100) };
  const question = await unlessRefused(person.ask(payload, body));
  if (!question) return;
  const answer = await unlessRefused(person.answer(question, `- ${payload}\n- **${payload}**`));
  if (answer) await unlessRefused(person.comment(answer, payload));
  return question;
};

const stack = useStack(async (stack) => {
  community = await stack.community();
  groups = [];
  for (let begin = 0; begin < payloads.length; begin += PER_PERSON) {
    const person = await community.member("Ines");
    const subject = `thing-${begin}`;
    const planted = await Promise.all(payloads.slice(begin, begin + PER_PERSON).map((payload) => plant(person, subject, payload)));
    groups.push({ subject, questions: planted.filter(Boolean) });
  }
});

const titles = () => groups.flatMap(({ questions }) => questions);

const guarded = (walk, options) => guardedVisit(stack, walk, options);

test("a payload that runs, and one that asks the canary, fail a test", async () => {
  const walk = (body) => guarded((page) => page.goto(stack.page(body)));
  await assert.rejects(walk("<script>__xss=1</script>"), /a payload ran/);
  await assert.rejects(walk(`<img alt="" src="http://${CANARY}/p.png">`), /nobody else was asked/);
});

test("more than sixty payloads stand as titles", () => {
  assert.ok(titles().length >= 60, `${titles().length} of ${payloads.length}`);
});

test("no payload runs on the page of its question, and each is whole in JSON-LD", () =>
  guarded(async (page) => {
    for (const { id, title } of titles()) {
      await page.goto(`${community.page}/questions/${id}`);
      const data = await page.locator("script").evaluateAll((scripts) => scripts.map(({ type, text, src }) => ({ type, text, src })));
      // The data, and our own module, which brings the application.
      assert.deepEqual(data.map(({ type }) => type), ["application/ld+json", "module"], title);
      assert.ok(data[1].text === "" && data[1].src.startsWith(`${stack.server.url}/embed/assets/page.`), data[1].src);
      assert.equal(JSON.parse(data[0].text).mainEntity.name, title);
      // The painted one, or the application's in its place.
      assert.equal((await page.locator("h1").first().textContent()).trim(), title);
    }
  }));

test("no payload runs in searches and filled forms, or in the refusal of a tag or a subject", () =>
  guarded(
    async (page) => {
      for (const [at, payload] of payloads.entries()) {
        const text = encodeURIComponent(payload);
        const paths = [`?q=${text}`, `/ask?title=${text}&markdown=${text}&tags=${text}&name=${text}`];
        if (at % SAMPLED === 0) paths.push(`/tags/${text}`, `/subjects/${text}`, `/ask?subject=${text}&subject_name=${text}`);
        for (const path of paths) await page.goto(community.page + path, { waitUntil: "domcontentloaded" });
      }
    },
    { expect: [/the server responded with a status of 4/] },
  ));

test("no payload runs in the list of the community, where each thing has a payload for a name", () =>
  guarded(async (page) => {
    await page.goto(community.page);
    for (let more = true; more; ) {
      // The painted one, or the application's in its place.
      const next = page.locator(".more a").first();
      more = (await next.count()) > 0;
      if (more) await page.goto(new URL(await next.getAttribute("href"), stack.server.url).href);
    }
  }));

test("no payload runs in the embed: in lists, questions, answers and comments", () =>
  guarded(async (page) => {
    for (const { subject, questions } of groups) {
      await page.goto(stack.embed(community, { subject, "subject-name": questions[0].title }));
      await takenOver(page);
      for (const { id, title } of questions) {
        await page.evaluate((question) => document.querySelector("fanfare-questions").update({ question }), id);
        await page.waitForFunction(
          (wanted) => document.querySelector("fanfare-questions").root.querySelector("article [part=heading]")?.textContent === wanted,
          title,
        );
      }
    }
  }));

test("no payload runs in what the edge paints where the application is held back", () =>
  guarded(async (page) => {
    await page.route("**/*.wasm", () => undefined);
    for (const { subject, questions } of groups) {
      await page.goto(stack.embed(community, { subject }));
      await page.getByRole("link", { name: questions[0].title, exact: true }).first().waitFor();
    }
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }));

test("a name of markup is refused or shown as it is", () =>
  guarded(async (page) => {
    const shown = [];
    for (const payload of payloads) {
      const guest = await unlessRefused(community.guest(payload.slice(0, 40)));
      if (guest && shown.length < 10) shown.push(await guest.ask(`Who am I, number ${shown.length}?`, { subject: "names" }));
    }
    await page.goto(stack.embed(community, { subject: "names" }));
    await takenOver(page);
    await page.goto(community.page);
  }));
