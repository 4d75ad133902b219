// A contest on a brand's own page: painted, voted in, entered and left again, under a strict policy, in every style.

import assert from "node:assert/strict";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { enterPictures, openContest } from "./support/contest.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn } from "./support/visit.mjs";

const SHAPES = [
  [480, 360],
  [270, 480],
  [400, 400],
];

let community;
let contest;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  contest = await openContest(community, { kind: "photo", title: "Your first cup" });
  await enterPictures(stack, community, contest, SHAPES.map((sides, place) => ({ sides, title: `Cup ${place}` })));
});

const tag = (of = contest) => `<fanfare-contest community="${community.slug}" contest="${of.id}"><a href="${community.page}/contests/${of.id}">The contest</a></fanfare-contest>`;
// Nothing of the page may run or load but what the README asks for.
const policy = () => {
  const { origin } = new URL(stack.server.url);
  return { "content-security-policy": `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin} data:; style-src 'none'` };
};

test("a contest is painted under a strict policy, light and dark, from both sides and on a phone", async () => {
  const looks = [
    { name: "light", lang: "en", dir: "ltr" },
    { name: "dark-arabic", lang: "ar", dir: "rtl", colorScheme: "dark" },
    { name: "phone", lang: "fr", dir: "ltr", viewport: { width: 360, height: 740 } },
  ];
  for (const { name, lang, dir, ...options } of looks) {
    await stack.visit(async (page) => {
      await page.goto(stack.page(tag(), { headers: policy(), lang, dir }));
      await page.locator("fanfare-contest .entries li").nth(2).waitFor();
      const images = page.locator("fanfare-contest .entries img");
      await images.first().evaluate((image) => image.decode());
      await fits(page, name);
      await page.screenshot({ path: screenshotPath(`contest-embed-${name}`), fullPage: true });
    }, options);
  }
});

test("axe finds nothing in the embed of a contest", async () => {
  await stack.visit(async (page) => {
    await page.goto(stack.page(tag(), { head: "<style>:root { color-scheme: light dark; }</style>" }));
    await page.locator("fanfare-contest .entries li").nth(2).waitFor();
    await clean(page, "the embed of a contest");
  });
});

test("one votes in place, sees one's vote after a reload, takes it back, and looks at one entry and the next", async () => {
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await signedIn(page, person);
    await page.addInitScript(() => {
      window.told = [];
      document.addEventListener("fanfare:contest:voted", ({ detail }) => window.told.push(detail.ballot));
    });
    await page.goto(stack.page(tag()));
    const entry = page.locator("fanfare-contest .entries li").first();
    await entry.getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    assert.equal(await page.evaluate(() => window.told.length), 1);
    await page.reload();
    await page.getByRole("button", { name: "Your vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor({ state: "detached" });

    const title = await entry.locator("h3").textContent();
    await entry.getByRole("link").first().click();
    await page.getByRole("heading", { name: title }).waitFor();
    await page.locator("fanfare-contest .large img").waitFor();
    await page.getByRole("link", { name: "Next" }).click();
    await page.getByRole("heading", { name: title }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Your first cup" }).click();
    await page.locator("fanfare-contest .entries").waitFor();
  });
});

test("an embed that is given another voter's leaf says so", async () => {
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await signedIn(page, person);
    await page.goto(stack.page(tag()));
    await page.locator("fanfare-contest .entries a").first().click();
    await page.locator("fanfare-contest .large").waitFor();
    // What draws the code comes with what makes the number.
    await page.locator("fanfare-contest .share summary").click();
    await page.getByRole("img", { name: "The link as a QR code" }).waitFor();
    await page.getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.route("**/ballots", async (route) => {
      const answer = await route.fetch();
      const accepted = await answer.json();
      await route.fulfill({ response: answer, json: { ...accepted, leaf: accepted.leaf.replace(/nonce=.*/, `nonce=${"A".repeat(43)}`) } });
    });
    await page.getByRole("button", { name: "Your vote" }).click();
    await page.getByRole("alert").getByText("you were shown another voter’s leaf").waitFor();
  });
});

test("somebody the rules do not admit is told so, and the page is asked to sign them in", async () => {
  await stack.visit(async (page) => {
    await page.addInitScript(() => document.addEventListener("fanfare:login:requested", () => (window.asked = true)));
    await page.goto(stack.page(tag()));
    await page.getByRole("button", { name: "Vote" }).first().click();
    await page.locator("fanfare-contest [role=status]", { hasText: /./ }).first().waitFor();
    assert.equal(await page.evaluate(() => window.asked), true);
  }, { expect: [/403/] });
});

test("one enters in place with a story, and with a picture", async () => {
  const stories = await openContest(community, { title: "The best story" });
  const person = await community.member(`Kim ${word()}`);
  for (const [of, fill] of [
    [stories, (page) => page.getByLabel("Your story", { exact: true }).fill("It rained.")],
    [contest, async (page) => {
      await page.getByLabel("What your picture is called").focus();
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Add a picture" }).click()]);
      const drawn = await page.evaluate(() => Object.assign(document.createElement("canvas"), { width: 300, height: 200 }).toDataURL("image/png").split(",")[1]);
      await chooser.setFiles({ name: "cup.png", mimeType: "image/png", buffer: Buffer.from(drawn, "base64") });
      await page.getByText("It goes along.").first().waitFor({ state: "attached" });
    }],
  ]) {
    await stack.visit(async (page) => {
      await signedIn(page, person);
      await page.goto(stack.page(tag(of)));
      await page.getByRole("link", { name: "Send yours" }).click();
      await page.getByRole("heading", { name: "Send yours" }).waitFor();
      await fill(page);
      await page.getByLabel(/is called/).fill("From the embed");
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Send it in" }).click();
      await page.getByRole("heading", { name: "From the embed" }).waitFor();
      assert.equal(await page.getByRole("button", { name: "Vote" }).count(), 0, "nobody votes for their own");
    });
  }
});

test("one entry is turned by an arrow key, and its link is copied and drawn", async () => {
  await stack.visit(async (page) => {
    await page.goto(stack.page(tag(), { headers: policy() }));
    await page.locator("fanfare-contest .entries a").first().click();
    await page.locator("fanfare-contest .large").waitFor();
    await page.locator("fanfare-contest .share summary").click();
    await page.getByRole("button", { name: "Copy it" }).waitFor();
    await page.getByRole("img", { name: "The link as a QR code" }).waitFor();
    const link = await page.getByRole("textbox", { name: "The link" }).inputValue();
    assert.ok(link.startsWith(`${community.page}/contests/${contest.id}/entries/`), link);
    await page.locator("fanfare-contest .large").focus();
    await page.keyboard.press("ArrowRight");
    await page.locator("fanfare-contest nav bdi", { hasText: /^2 / }).waitFor();
    await page.screenshot({ path: screenshotPath("contest-embed-share"), fullPage: true });
  });
});

test("on a phone, in the dark a swipe goes to the next entry, and nothing of the share box sticks out", async () => {
  await stack.visit(async (page) => {
    await page.goto(stack.page(tag(), { headers: policy() }));
    await page.locator("fanfare-contest .entries a").first().click();
    await page.locator("fanfare-contest .share summary").click();
    // What draws the code has come by then, and what listens for fingers with it.
    await page.getByRole("img", { name: "The link as a QR code" }).waitFor();
    await fits(page, "the share box of an embed");
    await page.screenshot({ path: screenshotPath("contest-embed-share-phone"), fullPage: true });
    await page.locator("fanfare-contest .large").evaluate((large) => {
      const touch = (x) => new Touch({ identifier: 1, target: large, clientX: x, clientY: 200 });
      large.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(300)], changedTouches: [touch(300)] }));
      large.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(100)] }));
    });
    await page.locator("fanfare-contest nav bdi", { hasText: /^2 / }).waitFor();
  }, { viewport: { width: 360, height: 740 }, hasTouch: true, colorScheme: "dark" });
});
