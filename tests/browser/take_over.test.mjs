// The application takes the place of what the edge painted, and a person in the middle of something notices nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";
import { holdWasm, painted, takenOver } from "./support/visit.mjs";

let community;

const stack = useStack(async (stack) => {
  community = await stack.community();
  const person = await community.member("Ines");
  const question = await person.ask("How do I descale the kettle?");
  await person.answer(question, "With vinegar, once a month.");
});

// What is in hand: the focused field, its text, its selection.
const inHand = (page) =>
  page.evaluate(() => {
    const field = document.querySelector("fanfare-questions").root.activeElement;
    return field && { name: field.name, value: field.value, start: field.selectionStart, end: field.selectionEnd };
  });

test("text, caret and focus are the same before and after", () =>
  stack.visit(async (page) => {
    const release = await holdWasm(page);
    await page.goto(stack.embed(community));
    await painted(page);
    const title = page.getByLabel("Your question");
    await title.pressSequentially("Does it whistle");
    await title.evaluate((field) => field.setSelectionRange(5, 5));
    const before = await inHand(page);
    assert.deepEqual(before, { name: "title", value: "Does it whistle", start: 5, end: 5 });
    release();
    await takenOver(page);
    assert.deepEqual(await inHand(page), before);
    await page.keyboard.type("still ");
    assert.equal((await inHand(page)).value, "Does still it whistle");
  }));

test("no letter is lost or doubled while someone types through the change", () =>
  stack.visit(async (page) => {
    const text = "Is the handle of this kettle cool enough to be held by a child";
    const release = await holdWasm(page);
    await page.goto(stack.embed(community));
    await painted(page);
    const title = page.getByLabel("Your question");
    await title.click();
    release();
    for (let taken = false, at = 0; at < text.length || !taken; at += 1) {
      if (at < text.length) await page.keyboard.type(text[at]);
      taken = await page.evaluate(() => Boolean(document.querySelector("fanfare-questions").handle));
    }
    assert.deepEqual(await inHand(page), { name: "title", value: text, start: text.length, end: text.length });
  }));

test("a word that is being composed is left alone until it is finished", () =>
  stack.visit(async (page) => {
    const release = await holdWasm(page);
    await page.goto(stack.embed(community));
    await painted(page);
    await page.getByLabel("Your question").click();
    const keys = await page.context().newCDPSession(page);
    const compose = (text) => keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await compose("こ");
    release();
    await until("the application beside what is shown", () =>
      page.evaluate(() => document.querySelector("fanfare-questions").frame.querySelector("[hidden] .fanfare") !== null),
    );
    await compose("こん");
    await compose("こんに");
    assert.equal(await page.evaluate(() => Boolean(document.querySelector("fanfare-questions").handle)), false);
    assert.equal((await inHand(page)).value, "こんに");
    await keys.send("Input.insertText", { text: "今日" });
    await takenOver(page);
    assert.deepEqual(await inHand(page), { name: "title", value: "今日", start: 2, end: 2 });
  }));

test("nothing on the page moves, from the first byte to the application", () =>
  stack.visit(async (page) => {
    await page.addInitScript(() => {
      window.shifts = [];
      const note = (list) => list.getEntries().forEach(({ value, sources }) => window.shifts.push(`${value} ${sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName} ${previousRect.y} to ${currentRect.y}`)}`));
      new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    });
    const release = await holdWasm(page);
    // The room that a page keeps for an element it has not loaded yet.
    const head = "<style>fanfare-questions { display: block; min-block-size: 24rem; }</style>";
    await page.goto(stack.page(`${questions(community)}<p>Delivered tomorrow.</p>`, { head }));
    await painted(page);
    release();
    await takenOver(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  }));

test("while the words do not come the painted HTML works, and the application follows when they do", async () => {
  await stack.visit(
    async (page) => {
      await page.route("**/words-*", (route) => route.abort());
      const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/words-"));
      await page.goto(stack.embed(community));
      await refused;
      await page.getByRole("link", { name: "How do I descale the kettle?" }).click();
      await page.getByText("With vinegar, once a month.").waitFor();
      assert.equal(await page.evaluate(() => document.querySelector("fanfare-questions").handle === undefined), true);
      await page.unroute("**/words-*");
      await takenOver(page);
      await page.getByText("With vinegar, once a month.").waitFor();
    },
    { expect: [/ERR_FAILED/] },
  );
});
