// Pages that allow little: no WebAssembly, no inline style, no strings that become HTML.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();

const policy = (...more) => ({
  headers: {
    "content-security-policy": [
      "default-src 'none'",
      `connect-src ${stack.server.url}`,
      "img-src data:",
      "style-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      ...more,
    ].join("; "),
  },
});

test("without WebAssembly one asks and answers by HTML, and the console names the directive", async () => {
  const community = await stack.community();
  const address = stack.embed(community, {}, policy(`script-src ${stack.server.url}`, "require-trusted-types-for 'script'"));
  const title = "Can I boil milk in the kettle?";
  await stack.visit(
    async (page, { seen }) => {
      await page.goto(address);
      await page.getByLabel("Your question").fill(title);
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      await page.getByRole("heading", { name: title }).waitFor();
      await page.locator("textarea[name=markdown]").fill("Better not: it burns.");
      const acknowledged = page.waitForResponse((answer) => answer.url().endsWith("/answers") && answer.ok());
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      await acknowledged;
      assert.ok(seen.some((text) => text.includes("add 'wasm-unsafe-eval' to script-src")), seen.join("\n"));
      assert.equal(await page.evaluate(() => document.querySelector("fanfare-questions").handle === undefined), true);
    },
    { expect: [/wasm-unsafe-eval|wasm-eval/] },
  );
  const { data } = await community.operator.get("questions");
  assert.deepEqual(data.map((question) => [question.title, question.answer_count]), [[title, 1]]);
});

test("without WebAssembly what waits is shown to who wrote it, once it is sent and after a reload, and to nobody else", async () => {
  const community = await stack.community({ moderation: { promised_hours: 8 } });
  const question = await (await community.member("Ines")).ask("Does the kettle whistle?");
  const address = (attributes) => stack.embed(community, attributes, policy(`script-src ${stack.server.url}`, "require-trusted-types-for 'script'"));
  const [list, one] = [address(), address({ question: question.id })];
  const title = "Can I boil milk in the kettle?";
  const expect = [/wasm-unsafe-eval|wasm-eval/];
  const givenUp = (seen) => until("the application to be given up", () => seen.some((text) => text.includes("add 'wasm-unsafe-eval'")));
  await stack.visit(
    async (page, { seen }) => {
      await page.goto(list);
      await givenUp(seen);
      await page.getByLabel("Your question").fill(title);
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      const waiting = page.locator("li[data-state=waiting]", { hasText: title });
      await waiting.getByText("Only you see this").waitFor();
      await page.locator("[data-send=ask] [data-status]", { hasText: "within 8 hours" }).waitFor();
      await page.reload();
      await waiting.getByText("A person reads it by").waitFor();
      // What only its author sees is read there, too.
      await waiting.getByRole("link", { name: title }).click();
      await page.locator("article[data-state=waiting]", { hasText: title }).waitFor();

      await page.goto(one);
      await page.locator("textarea[name=markdown]").fill("It hums.");
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      const answer = page.locator(".answer[data-state=waiting]", { hasText: "It hums." });
      await answer.waitFor();
      await page.reload();
      await answer.getByText("Only you see this").waitFor();
    },
    { expect },
  );
  await stack.visit(
    async (page, { seen }) => {
      await page.goto(list);
      await page.getByRole("link", { name: "Does the kettle whistle?" }).waitFor();
      await givenUp(seen);
      assert.equal(await page.getByText(title).count(), 0, "a stranger");
    },
    { expect },
  );
});

test("the application works under Trusted Types and a strict policy of styles", async () => {
  const community = await stack.community();
  const member = await community.member("Ines");
  await member.ask("Does the kettle whistle?", { markdown: "It has **no** pipe." });
  const address = stack.embed(community, {}, policy(`script-src ${stack.server.url} 'wasm-unsafe-eval'`, "require-trusted-types-for 'script'", "trusted-types 'none'"));
  await stack.visit(async (page) => {
    await page.goto(address);
    await takenOver(page);
    await page.getByRole("link", { name: "Does the kettle whistle?" }).click();
    await page.locator("strong", { hasText: "no" }).waitFor();
    await page.locator("textarea[name=markdown]").fill("It hums.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer").getByText("It hums.").waitFor();
  });
});
