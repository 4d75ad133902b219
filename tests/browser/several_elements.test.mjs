// Several elements on a page, and elements that come and go with the page's own life.

import assert from "node:assert/strict";
import { test } from "node:test";

import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

// 50 lives of an element, a few at a time as a page that is scrolled would have them.
const ROUNDS = 10;
const AT_ONCE = 5;

// How many nodes the page holds once the garbage of its elements is gone.
const heldNodes = async (page) => {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("HeapProfiler.collectGarbage");
  const { nodes } = await inspector.send("Memory.getDOMCounters");
  await inspector.detach();
  return nodes;
};

const stack = useStack();

test("two things of two brands stand on one page, each with its own questions and count", async () => {
  const [first, second] = await Promise.all([stack.community({ name: "Halden" }), stack.community({ name: "Volt" })]);
  await (await first.member("Ines")).ask("How do I descale the kettle?");
  await (await second.member("Jonas")).ask("How long does the battery last?", { subject: "battery", subject_name: "the battery" });
  const counts = `<p><fanfare-count community="${first.slug}" subject="kettle">Questions</fanfare-count></p>`;
  const elements = questions(first) + questions(second, { subject: "battery", "subject-name": "the battery" });
  await stack.visit(async (page) => {
    await page.goto(stack.page(counts + elements));
    await takenOver(page);
    const [kettle, battery] = [page.locator("fanfare-questions").nth(0), page.locator("fanfare-questions").nth(1)];
    await kettle.getByRole("link", { name: "How do I descale the kettle?" }).waitFor();
    await battery.getByRole("link", { name: "How long does the battery last?" }).waitFor();
    await page.locator("fanfare-count", { hasText: "1 question" }).waitFor();
    await battery.getByRole("link", { name: "How long does the battery last?" }).click();
    await battery.locator("textarea[name=markdown]").fill("Two days.");
    await battery.getByRole("button", { name: "Answer", exact: true }).click();
    await battery.locator(".answer", { hasText: "Two days." }).waitFor();
    await kettle.getByRole("link", { name: "How do I descale the kettle?" }).waitFor();
    assert.equal(await kettle.getByText("Two days.").count(), 0);
  });
});

test("fifty elements come and go with the page's own life, and the last one works like the first", async () => {
  const community = await stack.community();
  const title = "How do I descale the kettle?";
  await (await community.member("Ines")).ask(title);
  // All of them are in view: the application comes to those that are seen.
  const viewport = { width: 1280, height: 4000 };
  await stack.visit(
    async (page) => {
      await page.goto(stack.page("<div id=place></div>"));
      const several = questions(community, {}, "<a href='/'>Questions</a>").repeat(AT_ONCE);
      for (let lived = 0; lived < ROUNDS * AT_ONCE; lived += AT_ONCE) {
        await page.evaluate((html) => (document.querySelector("#place").innerHTML = html), several);
        await takenOver(page);
        assert.equal(await page.getByRole("link", { name: title }).count(), AT_ONCE);
        const left = await page.evaluate(() => {
          const elements = [...document.querySelectorAll("fanfare-questions")];
          for (const element of elements) element.destroy();
          return elements.filter(({ root, frame }) => root.firstChild.nodeName !== "SLOT" || frame.hasChildNodes()).length;
        });
        assert.equal(left, 0, "an element that was ended shows the page's own content");
      }
      await page.evaluate((html) => (document.querySelector("#place").innerHTML = html), questions(community));
      await takenOver(page);
      await page.getByRole("link", { name: title }).click();
      await page.locator("article [part=heading]", { hasText: title }).waitFor();
    },
    { viewport },
  );
});

test("an element that is gone takes its nodes along", async () => {
  const community = await stack.community();
  await (await community.member("Ines")).ask("How do I descale the kettle?");
  const several = questions(community).repeat(AT_ONCE);
  await stack.visit(
    async (page) => {
      await page.goto(stack.page("<div id=place></div>"));
      let lives = 0;
      const live = async () => {
        await page.evaluate((html) => (document.querySelector("#place").innerHTML = html), several);
        await takenOver(page);
        const held = await heldNodes(page);
        await page.evaluate(() => {
          for (const element of document.querySelectorAll("fanfare-questions")) element.destroy();
          document.querySelector("#place").replaceChildren();
        });
        lives += AT_ONCE;
        return held;
      };
      await live();
      const [before, lived] = [await live(), lives];
      // Of the last ones the browser may hold on for a while, and Yew never drops the listeners of a root: the empty
      // element they are on stays. A painted tree has twice as many nodes as the bound.
      await until("the nodes of the elements before to go", async () => (await live()) - before <= 20 * (lives - lived));
    },
    { viewport: { width: 1280, height: 4000 } },
  );
});
