// Photo contests in a browser: pictures in rows that cut none, one large, found, voted for; on a phone and without scripts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { enterPictures, openContest } from "./support/contest.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";

const SHAPES = [
  [480, 360],
  [270, 480],
  [400, 400],
  [640, 360],
  [360, 480],
  [900, 300],
  [480, 320],
];
const TITLES = ["Steam and first light", "Roof, 6:10", "Grandmother’s copper pot", "Between two trains", "فنجان على السطح", "The quiet shift", "No milk again"];

let community;
let contest;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  contest = await openContest(community, { kind: "photo", title: "Your first cup, wherever it finds you" });
  await enterPictures(stack, community, contest, SHAPES.map((sides, place) => ({ sides, title: TITLES[place] })));
});

const address = (rest = "") => `${community.page}/contests/${contest.id}${rest}`;

// Signs somebody in on the community's own pages, as its cookie does.
const enterAs = async (page, person) => {
  await page.context().addCookies([{ name: `fanfare-${community.slug}`, value: person.token, url: community.page }]);
};

// What is shown of the pictures: how wide and high, and how wide and high they are.
const pictures = (page) =>
  page.locator(".entries img").evaluateAll((all) =>
    all.map((image) => ({
      top: image.getBoundingClientRect().top,
      shown: image.getBoundingClientRect().width / image.getBoundingClientRect().height,
      meant: image.getAttribute("width") / image.getAttribute("height"),
    })),
  );

test("photographs keep their proportions, in rows on a desk and one below the other on a phone", async () => {
  const looks = [
    { name: "wide", viewport: { width: 1180, height: 900 }, rows: true },
    { name: "dark", viewport: { width: 1180, height: 900 }, rows: true, colorScheme: "dark" },
    { name: "phone", viewport: { width: 360, height: 780 } },
    { name: "arabic", viewport: { width: 360, height: 780 }, query: "?lang=ar" },
  ];
  for (const { name, rows, query = "", ...options } of looks) {
    await stack.visit(async (page) => {
      await page.goto(address(query));
      const all = await pictures(page);
      assert.equal(all.length, SHAPES.length);
      for (const { shown, meant } of all) assert.ok(Math.abs(shown / meant - 1) < 0.02, `${name}: ${shown} is not ${meant}`);
      // Whichever come first: rows hold several, a phone one below the other.
      const lines = new Set(all.map(({ top }) => top)).size;
      assert.equal(lines < all.length, Boolean(rows), `${name}: ${lines} lines`);
      await fits(page, name);
      await page.screenshot({ path: screenshotPath(`contest-photos-${name}`), fullPage: true });
      await clean(page, name);
    }, options);
  }
});

test("one votes for a picture without scripts, sees it large, and goes on to the next", async () => {
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, person);
    await page.goto(address());
    const order = await page.locator(".entries h3").allTextContents();
    await page.locator(".entries li").first().getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    await page.locator(".entries li").first().getByRole("link").first().click();
    await page.getByRole("heading", { name: order[0] }).waitFor();
    await page.getByText(`1 / ${SHAPES.length}`).waitFor();
    await page.screenshot({ path: screenshotPath("contest-entry") });
    await page.getByRole("link", { name: "Next" }).click();
    await page.getByRole("heading", { name: order[1] }).waitFor();
    await page.goto(address());
    assert.deepEqual(await page.locator(".entries h3").allTextContents(), order, "the order stays");
  }, { javaScriptEnabled: false });
});

test("a name beside a picture leads to who sent it in, and to what they entered", async () => {
  const looks = [
    { name: "entrant-dark", viewport: { width: 1180, height: 900 }, colorScheme: "dark" },
    { name: "entrant-arabic", viewport: { width: 360, height: 780 }, query: "?lang=ar" },
  ];
  for (const { name, query = "", ...options } of looks) {
    await stack.visit(async (page) => {
      await page.goto(address(query));
      const entry = page.locator(".entries li").first();
      const title = (await entry.locator("h3").textContent()).trim();
      const entrant = entry.locator(".author a");
      const called = (await entrant.textContent()).trim();
      await entrant.click();
      await page.getByRole("heading", { level: 1, name: called }).waitFor();
      await page.getByRole("link", { name: title }).waitFor();
      await fits(page, name);
      await page.screenshot({ path: screenshotPath(`contest-${name}`), fullPage: true });
      await clean(page, name);
      await page.getByRole("link", { name: title }).click();
      await page.locator(".large img").waitFor();
    }, options);
  }
});

test("a vote is known by the number its device made, and another voter's leaf by having none of it", async () => {
  const person = await community.member(`Kim ${word()}`);
  const receipt = address("/receipt");
  const told = (page, text) => page.locator(".note[data-mine]", { hasText: text }).waitFor();
  await stack.visit(async (page) => {
    await enterAs(page, person);
    await page.goto(address());
    await page.getByRole("button", { name: "Vote" }).first().click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    await page.goto(receipt);
    await told(page, "it is nobody else’s leaf");
    const kept = page.locator("pre", { hasText: "own-nonce=" });
    const [, nonce] = /\nown-nonce=([0-9a-f]{32})\n/.exec(await kept.textContent());
    // Kept as it stands, it passes a check; with the number of another device it does not.
    const { leaf } = await person.get(`contests/${contest.id}/ballot`);
    assert.match(leaf, /\nnonce=.{43}\n$/);
    assert.ok(!leaf.includes(nonce));
    await clean(page, "a receipt");
    await page.route(receipt, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/nonce=[\w-]{43}/, `nonce=${"A".repeat(43)}`) });
    });
    await page.goto(receipt);
    await told(page, "you were shown another voter’s leaf");
  });
  // Another device knows nothing of it, and says so.
  await stack.visit(async (page) => {
    await enterAs(page, person);
    await page.goto(receipt);
    await told(page, "scripts on that device say whether it is its own");
  });
  const other = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, other);
    await page.goto(address());
    await page.getByRole("button", { name: "Vote" }).first().click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    await page.goto(receipt);
    await told(page, "No number of your device came with this vote");
  }, { javaScriptEnabled: false });
});

test("what an owner's answers make stands beside them while they are given, and opens as it is shown", async () => {
  const owner = await community.staff("owner", `Robin ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, owner);
    await page.goto(`${community.page}/contests/new`);
    const preview = page.locator("[data-preview]");
    await page.getByLabel("Its name").fill("Kettles at work");
    await page.getByLabel("What people are asked for").fill("Show yours.");
    await preview.getByRole("heading", { name: "Kettles at work" }).waitFor();
    await page.getByLabel("How many win").fill("4");
    await preview.getByRole("row", { name: "How many win 4" }).waitFor();
    await page.getByText("More rules").click();
    await page.getByRole("group", { name: "Who may enter" }).getByLabel("How old, at least").fill("18");
    await page.getByLabel("The one that was published first wins.").check();
    await preview.getByText("at least 18 years old, as they say themselves").waitFor();
    await preview.getByRole("row", { name: "When votes are equal The one that was published first wins." }).waitFor();
    await clean(page, "a contest that is made");
    await page.screenshot({ path: screenshotPath("contest-make"), fullPage: true });
    // What is not whole can't be opened.
    await page.getByLabel("Its name").fill("");
    await page.locator("[data-preview][inert]").waitFor();
    await page.getByLabel("Its name").fill("Kettles at rest");
    await preview.getByRole("heading", { name: "Kettles at rest" }).waitFor();
    await preview.getByRole("button", { name: "Open the contest" }).click();
    await page.getByRole("heading", { name: "Kettles at rest" }).waitFor();
    await page.getByRole("link", { name: "Send yours" }).waitFor();
  }, { viewport: { width: 1280, height: 900 } });
});
