// Everything is reached and done with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { pageTakenOver, takenOver } from "./support/visit.mjs";

// More stops than a page here has.
const MOST_STOPS = 40;

const stack = useStack();

const focused = (page) =>
  page.evaluate(() => {
    const element = (document.querySelector("fanfare-questions")?.root ?? document).activeElement;
    return (element?.labels?.[0] ?? element)?.textContent.trim() ?? "";
  });

// Presses Tab until what is focused says this.
const tabTo = async (page, words) => {
  const met = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (here.startsWith(words)) return;
    met.push(here);
  }
  throw new Error(`Tab never came to “${words}”, only to ${met.join(" | ")}`);
};

const SURFACES = [
  { where: "in an embed", address: (community) => stack.embed(community), settled: takenOver },
  { where: "on a page", address: (community) => community.page, settled: pageTakenOver },
];

for (const { where, address, settled } of SURFACES) {
  test(`one asks, says me too, opens a question and answers without a mouse, ${where}`, async () => {
    const community = await stack.community();
    const first = await (await community.member("Ines")).ask("Does the kettle whistle?");
    await stack.visit(async (page) => {
      await page.goto(address(community));
      await settled(page);
      await tabTo(page, "Your question");
      await page.keyboard.type("Can I boil milk in it?");
      await tabTo(page, "More about it");
      await page.keyboard.type("Or cocoa.");
      await tabTo(page, "Ask");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Can I boil milk in it?" }).waitFor();

      await page.reload();
      await settled(page);
      await tabTo(page, "Me too");
      const acknowledged = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
      await page.keyboard.press("Space");
      await acknowledged;
      await page.reload();
      await settled(page);
      await tabTo(page, "Does the kettle whistle?");
      await page.keyboard.press("Enter");
      await page.locator("article [part=heading]", { hasText: "Does the kettle whistle?" }).waitFor();
      await tabTo(page, "Your answer");
      await page.keyboard.type("It hums.");
      await page.keyboard.press("Control+Enter");
      await page.locator(".answer", { hasText: "It hums." }).waitFor();
    });
    const { score, answer_count } = await community.operator.get(`questions/${first.id}`);
    assert.deepEqual({ score, answer_count }, { score: 1, answer_count: 1 });
  });
}

test("suggestions are walked with the arrow keys, opened with Return and closed with Escape", async () => {
  const community = await stack.community();
  await (await community.member("Ines")).ask("How do I descale the kettle?");
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    const title = page.getByRole("combobox");
    await title.pressSequentially("descale my kettle");
    await page.getByRole("option").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("option").waitFor({ state: "detached" });
    await page.keyboard.type("s");
    await page.getByRole("option").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator("[role=option][aria-selected=true]").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("article [part=heading]", { hasText: "How do I descale the kettle?" }).waitFor();
  });
});
