// A contest's pages beyond their links: arrow keys and swipes between entries, and the link shared, copied and drawn.

import assert from "node:assert/strict";
import { test } from "node:test";

import { enterPictures, openContest } from "./support/contest.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";

const SIDES = [480, 360];

let community;
let contest;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "ar"] });
  contest = await openContest(community, { kind: "photo", title: "Your first cup" });
  await enterPictures(stack, community, contest, [1, 2, 3].map((number) => ({ sides: SIDES, title: `Cup ${number}` })));
});

const address = (lang) => `${community.page}/contests/${contest.id}?lang=${lang}`;
const place = (page) => page.locator("main nav bdi").textContent();

// Opens the first entry of the list.
const openFirst = async (page, lang = "en") => {
  await page.goto(address(lang));
  await page.locator(".entries a").first().click();
  await page.locator(".large").waitFor();
  // What the page brings has run by then.
  await page.waitForLoadState("load");
  return page.url();
};

// What a finger does that goes from one place to another.
const swipe = (page, from, to) =>
  page.locator(".large").evaluate((large, [from, to]) => {
    const touch = (x) => new Touch({ identifier: 1, target: large, clientX: x, clientY: 200 });
    large.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(from)], changedTouches: [touch(from)] }));
    large.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to)] }));
  }, [from, to]);

test("arrow keys go to the next entry and back, toward where one reads", async () => {
  for (const [lang, next, back] of [["en", "ArrowRight", "ArrowLeft"], ["ar", "ArrowLeft", "ArrowRight"]]) {
    await stack.visit(async (page) => {
      const first = await openFirst(page, lang);
      assert.match(await place(page), /^1 /);
      await page.keyboard.press(next);
      await page.waitForURL((url) => url.href != first);
      assert.match(await place(page), /^2 /);
      await page.keyboard.press(back);
      await page.waitForURL(first);
      assert.match(await place(page), /^1 /);
    });
  }
});

test("a swipe goes to the next entry, and a short one nowhere", async () => {
  await stack.visit(async (page) => {
    const first = await openFirst(page);
    await swipe(page, 200, 170);
    await swipe(page, 300, 100);
    await page.waitForURL((url) => url.href != first);
    assert.match(await place(page), /^2 /);
  }, { viewport: { width: 360, height: 740 }, hasTouch: true });
});

test("the link is copied, sent on and drawn as a QR code that says it", async () => {
  await stack.visit(async (page) => {
    await page.addInitScript(() => {
      navigator.share = async (shared) => void (window.shared = shared);
    });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(community.page).origin });
    await openFirst(page);
    await page.getByText("Share", { exact: true }).click();
    const link = await page.getByRole("textbox", { name: "The link" }).inputValue();
    assert.equal(link, page.url().split("?")[0]);
    await page.getByRole("button", { name: "Copy it" }).click();
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    await page.getByRole("button", { name: "Send it on" }).click();
    assert.equal((await page.evaluate(() => window.shared)).url, link);
    const code = page.getByRole("img", { name: "The link as a QR code" });
    await code.waitFor();
    const side = await code.evaluate((svg) => svg.viewBox.baseVal.width - 8);
    assert.equal((side - 17) % 4, 0, "a QR code has 21, 25, 29, … modules a side");
    await clean(page, "the share sheet");
    await page.screenshot({ path: screenshotPath("contest-share"), fullPage: true });
  });
});

test("on a phone, in Arabic, in the dark nothing sticks out; without scripts the link stands alone", async () => {
  await stack.visit(async (page) => {
    await openFirst(page, "ar");
    await page.locator(".share summary").click();
    await page.locator(".share svg").waitFor();
    await fits(page, "the share sheet");
    await page.screenshot({ path: screenshotPath("contest-share-phone"), fullPage: true });
  }, { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await stack.visit(async (page) => {
    await page.goto(address("en"));
    await page.locator(".share summary").click();
    assert.equal(await page.getByRole("textbox", { name: "The link" }).inputValue(), address("en").split("?")[0]);
    assert.equal(await page.locator(".share button:visible").count(), 0);
  }, { javaScriptEnabled: false });
});
