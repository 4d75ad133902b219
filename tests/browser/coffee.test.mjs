// A real community, imported whole, read in the browser: every list, every question.
// Where the data is not beside the checkout, the test says so and reads the project's own content.

import assert from "node:assert/strict";
import { test } from "node:test";

import { browsable } from "./support/content.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

// So many questions are opened in the browser; all of their pages are fetched.
const OPENED = 15;

const stack = useStack();

const allQuestions = async (community) => {
  const found = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await community.operator.get(`questions?limit=100${cursor && `&cursor=${cursor}`}`);
    found.push(...page.data);
    cursor = page.next_cursor ?? null;
  }
  return found;
};

test("an imported community is browsed, searched, asked and answered", async (context) => {
  const { community, questions, subject, found } = await browsable(stack, (words) => context.diagnostic(words));
  const all = await allQuestions(community);
  assert.equal(all.length, questions);
  const published = all.filter(({ state }) => state === "published");
  const opened = published.filter((_, at) => at % Math.ceil(published.length / OPENED) === 0);
  for (const { id, title } of all) {
    const answer = await fetch(`${community.page}/questions/${id}`);
    assert.ok(answer.ok && (await answer.text()).includes("QAPage"), title);
  }

  await stack.visit(async (page) => {
    for (const { id, title } of opened) {
      await page.goto(`${community.page}/questions/${id}`, { waitUntil: "domcontentloaded" });
      assert.equal((await page.locator("h1").textContent()).trim(), title);
    }
    let listed = 0;
    for (let next = community.page; next; ) {
      await page.goto(next);
      listed += await page.locator("[part=question]").count();
      const more = page.locator(".more a");
      next = (await more.count()) ? new URL(await more.getAttribute("href"), next).href : "";
    }
    assert.equal(listed, questions);
  }, { javaScriptEnabled: false });

  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, subject));
    await takenOver(page);
    await page.screenshot({ path: screenshotPath("coffee-list"), fullPage: true });
    for (const { id, title } of opened) {
      await page.evaluate((question) => document.querySelector("fanfare-questions").update({ question }), id);
      await page.locator("article [part=heading]").filter({ hasText: title }).waitFor();
    }
    await page.screenshot({ path: screenshotPath("coffee-question"), fullPage: true });
    await page.locator("textarea[name=markdown]").fill("Grind it right before you brew.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer", { hasText: "Grind it right before you brew." }).waitFor();
    await page.goto(`${community.page}?q=${encodeURIComponent(found.q)}`);
    await page.getByRole("link", { name: found.title }).first().waitFor();
  });
});
