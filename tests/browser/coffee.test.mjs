// A real community, imported whole, read in the browser: every list, every question.
// Where the data is not beside the checkout, the test says so.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { root, screenshotPath } from "./support/environment.mjs";
import { OPERATOR_TOKEN } from "./support/server.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

const POSTS = join(root, "../shared/data/coffee/Posts.xml");
const SUBJECT = "coffee";
const QUESTIONS = 225;
// Each how many-th question is opened in the browser; all of their pages are fetched.
const OPENED = 15;

const stack = useStack();

const importCoffee = async (community) => {
  const command = ["run", "--quiet", "--package", "fanfare-cli", "--", "import", "stackexchange", POSTS];
  const where = ["--server", stack.server.url, "--community", community.slug, "--site", "coffee.stackexchange.com"];
  const what = ["--subject", SUBJECT, "--subject-name", "coffee"];
  const environment = { ...process.env, FANFARE_OPERATOR_TOKEN: OPERATOR_TOKEN };
  await promisify(execFile)("cargo", [...command, ...where, ...what], { cwd: root, env: environment });
};

const allQuestions = async (community) => {
  const found = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await community.operator.get(`questions?limit=100${cursor && `&cursor=${cursor}`}`);
    found.push(...page.data);
    cursor = page.next_cursor ?? null;
  }
  return found;
};

test("an imported community is browsed, searched, asked and answered", { skip: !existsSync(POSTS) && "the Coffee data is not beside this checkout" }, async () => {
  const community = await stack.community({ name: "Coffee" });
  await importCoffee(community);
  const all = await allQuestions(community);
  assert.equal(all.length, QUESTIONS);
  const opened = all.filter(({ state }, at) => state === "published" && at % OPENED === 0);
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
    assert.equal(listed, QUESTIONS);
  }, { javaScriptEnabled: false });

  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, { subject: SUBJECT, "subject-name": "coffee" }));
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
    await page.goto(`${community.page}?q=store+beans`);
    await page.getByRole("link", { name: "How should I store whole bean coffee?" }).waitFor();
  });
});
