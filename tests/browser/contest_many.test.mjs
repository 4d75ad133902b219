// A photo contest with two hundred pictures, all renderings the test makes: every one is reached, in rows that cut none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { enterPictures, openContest } from "./support/contest.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";

const PICTURES = 200;
// How a page's pictures may differ from what they are, by rounding to whole pixels.
const ROUNDING = 0.05;

let community;
let contest;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en"] });
  contest = await openContest(community, { kind: "photo", title: "Two hundred first cups" });
  const sides = (number) => [120 + ((number * 37) % 240), 120 + ((number * 53) % 160)];
  const wanted = Array.from({ length: PICTURES }, (_, number) => ({ sides: sides(number), title: `Cup ${number}` }));
  await enterPictures(stack, community, contest, wanted);
});

for (const javaScriptEnabled of [true, false]) test(`every picture is reached ${javaScriptEnabled ? "below those before" : "page by page without scripts"}, once, uncut, and none before it is near`, async () => {
  await stack.visit(async (page) => {
    const loaded = [];
    page.on("response", (response) => response.url().includes("/media/") && loaded.push(response.status()));
    await page.goto(`${community.page}/contests/${contest.id}`);
    const seen = new Set();
    for (;;) {
      const shown = await page.locator(".entries li").evaluateAll((all) =>
        all.map((entry) => {
          const image = entry.querySelector("img");
          const { width, height } = image.getBoundingClientRect();
          return { id: entry.id, shown: width / height, meant: image.getAttribute("width") / image.getAttribute("height") };
        }),
      );
      const known = javaScriptEnabled ? seen.size : 0;
      assert.equal(new Set([...seen, ...shown.map(({ id }) => id)]).size, seen.size + shown.length - known, "one stands twice");
      for (const { id, shown: ratio, meant } of shown) {
        seen.add(id);
        assert.ok(Math.abs(ratio / meant - 1) < ROUNDING, `${id} is shown ${ratio} wide for its height, not ${meant}`);
      }
      if (seen.size == 50) {
        // Where no script runs a browser says by no picture that it is near.
        assert.ok(!javaScriptEnabled || loaded.length < 50, `${loaded.length} pictures came before anybody scrolled`);
        await page.screenshot({ path: screenshotPath("contest-many") });
      }
      const more = page.locator(".more a");
      if ((await more.count()) == 0) break;
      const before = page.url();
      await more.click();
      await page.waitForURL((url) => url.href != before);
    }
    assert.equal(seen.size, PICTURES);
    assert.ok(loaded.every((status) => status == 200));
  }, { viewport: { width: 1180, height: 800 }, javaScriptEnabled });
});
