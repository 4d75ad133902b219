// What goes wrong says so in words with a next step, and what is new never moves the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";
import { takenOver } from "./support/visit.mjs";

const TITLE = "How do I descale the kettle?";
const OTHER = "Does the kettle whistle?";

const stack = useStack();

// What the browser says of a request that a test lets fail.
const FAILED = { expect: [/ERR_FAILED|ERR_INTERNET_DISCONNECTED|status of (429|503)/] };

const problem = (status, code, headers = {}) => ({
  status,
  headers: { "content-type": "application/problem+json", "access-control-allow-origin": "*", "access-control-expose-headers": "*", ...headers },
  body: JSON.stringify({ type: "about:blank", title: "", status, detail: "Not now.", instance: "", code, errors: [] }),
});

const withQuestion = async () => {
  const community = await stack.community();
  const ines = await community.member("Ines");
  const question = await ines.ask(TITLE);
  return { community, ines, question };
};

test("an answer that did not arrive keeps its words, says so, and is sent once when it is tried again", async () => {
  const { community, question } = await withQuestion();
  const keys = [];
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, { question: question.id }));
    await takenOver(page);
    await page.route("**/answers", async (route) => {
      if (route.request().method() === "POST") keys.push(route.request().headers()["idempotency-key"]);
      // The first one arrives, and its acknowledgement is lost.
      if (keys.length === 1) await route.fetch();
      await (keys.length === 1 ? route.abort() : route.continue());
    });
    const words = page.locator("textarea[name=markdown]");
    await words.fill("With vinegar.");
    const send = page.getByRole("button", { name: "Answer", exact: true });
    await send.click();
    await page.getByText("Your words are kept here.").waitFor();
    await page.screenshot({ path: screenshotPath("trouble-send"), fullPage: true });
    assert.equal(await words.inputValue(), "With vinegar.");
    await send.click();
    await page.locator(".answer", { hasText: "With vinegar." }).waitFor();
  }, FAILED);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1], "the same words go under the same key");
  assert.equal((await community.operator.get(`questions/${question.id}`)).answer_count, 1);
});

test("a limit says when it goes on", async () => {
  const { community, question } = await withQuestion();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, { question: question.id }));
    await takenOver(page);
    await page.route("**/answers", (route) => (route.request().method() === "POST" ? route.fulfill(problem(429, "rate_limited", { "retry-after": "90" })) : route.continue()));
    await page.locator("textarea[name=markdown]").fill("With vinegar.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.getByText(/That was a lot in a short time\. It goes on at \d/).waitFor();
    assert.equal(await page.locator("textarea[name=markdown]").inputValue(), "With vinegar.");
  }, FAILED);
});

test("a vote that was refused is taken back on the screen, and can be tried again", async () => {
  const { community } = await withQuestion();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.route("**/votes/*", (route) => route.fulfill(problem(503, "unavailable")));
    const row = page.locator("[part=question]");
    await row.getByRole("button", { name: "Me too" }).click();
    await row.locator("[part=notice]").waitFor();
    await row.locator("button[aria-pressed=true]").waitFor({ state: "detached" });
    await page.screenshot({ path: screenshotPath("trouble-vote"), fullPage: true });
    await page.unroute("**/votes/*");
    const acknowledged = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
    await row.getByRole("button", { name: "Try again" }).click();
    await acknowledged;
    await row.locator("button[aria-pressed=true]").waitFor();
  }, FAILED);
});

test("a question that does not load says so above what is there, and a press brings it", async () => {
  const { community } = await withQuestion();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.route("**/view?*", (route) => route.abort());
    await page.getByRole("link", { name: TITLE }).click();
    const trouble = page.getByRole("alert");
    await trouble.getByText("This did not load.").waitFor();
    await page.screenshot({ path: screenshotPath("trouble-load"), fullPage: true });
    assert.equal(await page.getByRole("link", { name: TITLE }).isVisible(), true, "what was there stays");
    await page.unroute("**/view?*");
    await trouble.getByRole("button", { name: "Try again" }).click();
    await page.locator("article [part=heading]", { hasText: TITLE }).waitFor();
  }, FAILED);
});

test("the rest of a list that does not come says so, and a press brings it", async () => {
  const community = await stack.community();
  for (let person = 0; person < 3; person += 1) {
    const asker = await community.member("Ines");
    for (let number = 0; number < 7; number += 1) await asker.ask(`What is part ${person * 7 + number} for?`);
  }
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    assert.equal(await page.locator("[part=question]").count(), 20);
    await page.route("**/view?*cursor=*", (route) => route.abort());
    await page.getByRole("link", { name: "Show more" }).click();
    await page.getByText("The rest did not come.").waitFor();
    await page.unroute("**/view?*cursor=*");
    await page.getByRole("button", { name: "Try again" }).click();
    await until("all questions", async () => (await page.locator("[part=question]").count()) === 21);
  }, FAILED);
});

test("without a connection what is there stays readable and says how old it may be", async () => {
  const { community } = await withQuestion();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.context().setOffline(true);
    await page.getByText("You are offline. What you see may have changed since.").waitFor();
    await page.screenshot({ path: screenshotPath("offline"), fullPage: true });
    assert.equal(await page.getByRole("link", { name: TITLE }).isVisible(), true);
    await page.context().setOffline(false);
    await page.getByText("You are offline.").waitFor({ state: "detached" });
  }, FAILED);
});

// A page that comes back into view looks at once; until then it looks every half minute.
const comesBack = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

// Where something stands, and how far the page is scrolled.
const place = async (locator, page) => ({ y: (await locator.boundingBox()).y, scrolled: await page.evaluate(() => scrollY) });

test("new questions and answers are announced by a button and move nothing until it is pressed", async () => {
  const { community, ines, question } = await withQuestion();
  await ines.answer(question, "With vinegar.");
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    const link = page.getByRole("link", { name: TITLE });
    const rows = await page.locator("[part=question]").count();
    await (await community.member("Jonas")).ask(OTHER);
    await until("a button for what is new", async () => {
      await comesBack(page);
      return page.getByRole("button", { name: "Show 1 new question" }).count();
    });
    assert.equal(await page.locator("[part=question]").count(), rows, "nothing comes by itself");
    await page.getByRole("button", { name: "Show 1 new question" }).click();
    await page.getByRole("link", { name: OTHER }).waitFor();

    await link.click();
    const standing = page.locator(".answer", { hasText: "With vinegar." });
    await standing.waitFor();
    const jonas = await community.member("Jonas");
    const second = await jonas.answer(question, "With citric acid.");
    // It would stand first: more people say that it helped.
    await ines.vote(second);
    await until("a button for what is new", async () => {
      await comesBack(page);
      return page.getByRole("button", { name: "Show 1 new answer" }).count();
    });
    assert.equal(await page.getByText("With citric acid.").count(), 0);
    const before = await place(standing, page);
    await comesBack(page);
    assert.deepEqual(await place(standing, page), before);
    await page.screenshot({ path: screenshotPath("new-answers"), fullPage: true });
    await page.getByRole("button", { name: "Show 1 new answer" }).click();
    await page.getByText("With citric acid.").waitFor();
  });
});
