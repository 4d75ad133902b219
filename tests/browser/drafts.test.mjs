// What one typed is not lost: not by a reload, not by a send that failed, not by being offline.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

const stack = useStack();
const TITLE = "Does the lid of the kettle come off?";

test("a draft survives a reload and a closed tab", async () => {
  const community = await stack.community();
  const address = stack.embed(community);
  await stack.visit(async (page) => {
    await page.goto(address);
    await takenOver(page);
    await page.getByLabel("Your question").fill(TITLE);
    await page.getByLabel("More about it, if it helps").fill("I want to wash it.");
    await page.reload();
    await takenOver(page);
    assert.equal(await page.getByLabel("Your question").inputValue(), TITLE);
    const second = await page.context().newPage();
    await page.close();
    await second.goto(address);
    await takenOver(second);
    assert.equal(await second.getByLabel("Your question").inputValue(), TITLE);
    assert.equal(await second.getByLabel("More about it, if it helps").inputValue(), "I want to wash it.");
  });
});

test("what is sent offline says so, and is there once when the connection is back", async () => {
  const community = await stack.community();
  await stack.visit(
    async (page) => {
      await page.goto(stack.embed(community));
      await takenOver(page);
      await page.getByLabel("Your question").fill(TITLE);
      await page.context().setOffline(true);
      await page.getByText("You are offline.").first().waitFor();
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      await page.locator("[data-status]", { hasText: "sent when you are back" }).waitFor();
      await page.context().setOffline(false);
      await page.getByRole("heading", { name: TITLE }).waitFor();
    },
    { expect: [/ERR_INTERNET_DISCONNECTED/] },
  );
  const { data } = await community.operator.get("questions");
  assert.deepEqual(data.map(({ title }) => title), [TITLE]);
});
