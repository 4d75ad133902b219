// The thinnest whole: a shop page on another site, text before wasm, ask, *me too*, a power cut, still there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { startServer } from "./support/server.mjs";
import { useStack } from "./support/stack.mjs";
import { painted, takenOver } from "./support/visit.mjs";

const stack = useStack();

test("the shop and the community are two sites to a browser", () => {
  const [shop, community] = [new URL(stack.shop.origin), new URL(stack.server.url)];
  assert.equal(shop.hostname, "shop.localhost");
  assert.equal(community.hostname, "127.0.0.1");
});

test("questions are read before a byte of wasm has come", async () => {
  const community = await stack.community();
  const asker = await community.member("Ines");
  const question = await asker.ask("How do I descale the kettle?");
  await asker.answer(question, "With vinegar, once a month.");
  await stack.visit(async (page) => {
    let release;
    const held = new Promise((go) => (release = go));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(stack.embed(community));
    await painted(page);
    await page.getByText("How do I descale the kettle?").waitFor();
    await page.getByText("With vinegar, once a month.").waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("fanfare-questions").handle === undefined), true);
    release();
    await takenOver(page);
    await page.getByText("How do I descale the kettle?").waitFor();
  });
});

test("what was asked and said survives kill -9 and a restart on the same state", async () => {
  const community = await stack.community();
  const other = await community.member("Ines");
  await other.ask("Does the kettle whistle when it boils?");
  const address = stack.embed(community);
  const title = "Can I put the kettle on an induction hob?";
  await stack.visit(async (page) => {
    await page.goto(address);
    await takenOver(page);
    await page.getByLabel("Your question").fill(title);
    await page.getByLabel("More about it, if it helps").fill("Mine is a ceramic one so far.");
    await page.getByLabel("Your name, if you like").fill("Jonas");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: title }).waitFor();
    const row = page.getByRole("listitem").filter({ hasText: "Does the kettle whistle" });
    const acknowledged = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
    await row.getByRole("button", { name: "Me too" }).click();
    await acknowledged;

    await stack.server.kill();
    stack.server = await startServer(stack.server);

    await page.goto(address);
    await takenOver(page);
    await page.getByRole("link", { name: title }).waitFor();
    const kept = page.getByRole("listitem").filter({ hasText: "Does the kettle whistle" });
    await kept.locator("button[aria-pressed=true]").waitFor();
    assert.match(await kept.getByRole("button", { name: "Me too" }).innerText(), /1/);
    await page.screenshot({ path: screenshotPath("thinnest-whole"), fullPage: true });
  });
});
