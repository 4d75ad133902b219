// The direction of words: a title begins where its own writing begins, whatever the language of the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { pageTakenOver, painted, takenOver } from "./support/visit.mjs";

const TITLES = { rtl: "هل يسخن المقبض على موقد الحث؟", ltr: "Does the handle get hot?" };

let community;

const stack = useStack(async (stack) => {
  community = await stack.community();
  const ines = await community.member("Ines");
  for (const title of Object.values(TITLES)) await ines.ask(title);
});

const EMBED = (page) => page.goto(stack.embed(community, { lang: "ar" }));
const PAINTED = async (page) => {
  await page.route("**/*.wasm", () => undefined);
  await EMBED(page);
  await painted(page);
};
const APPLICATION = async (page) => {
  await EMBED(page);
  await takenOver(page);
};
const PAGE = async (page) => {
  await page.goto(`${community.page}?lang=ar`);
  await pageTakenOver(page);
};

for (const [where, open] of [["what the edge paints", PAINTED], ["the application", APPLICATION], ["a public page", PAGE]]) {
  test(`titles stand on the side their writing begins on in ${where}`, () =>
    stack.visit(async (page) => {
      await open(page);
      for (const [direction, title] of Object.entries(TITLES)) {
        const link = page.getByRole("link", { name: title });
        const side = direction === "rtl" ? "right" : "left";
        const gap = await link.evaluate((link, side) => {
          const [words, heading] = [link, link.parentElement].map((element) => element.getBoundingClientRect());
          return Math.abs(words[side] - heading[side]);
        }, side);
        assert.ok(gap < 1, `${title}: ${gap} px from the ${side}`);
      }
    }));
}
