// The entries of a contest in a browser: more of them below those that are shown, an order of each visitor's own, and how long
// it still goes on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { openContest } from "./support/contest.mjs";
import { clean } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const ENTRIES = 120;
const PAGE = 50;
const EACH = 20;
const LASTS_MS = 12_000;
// It is read anew a few seconds after the end.
const OVER_MS = 30_000;

let community;
let contest;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  contest = await openContest(community);
  let person;
  for (let number = 0; number < ENTRIES; number += 1) {
    if (number % EACH == 0) person = await community.member(`Sample ${word()}`);
    await person.post(`contests/${contest.id}/entries`, { title: `Story ${number}`, markdown: "It rained.", agreed: true });
  }
});

const address = (rest = "") => `${community.page}/contests/${contest.id}${rest}`;
const tag = (of = contest) => `<fanfare-contest community="${community.slug}" contest="${of.id}"></fanfare-contest>`;
const items = (page) => page.locator("section > ol > li");
const ids = (page) => items(page).evaluateAll((all) => all.map(({ id }) => id));
const order = (page, value) => page.context().addCookies([{ name: "fanfare-order", value, url: address() }]);

// Shows more until nothing is left; gives back every id.
const showAll = async (page) => {
  for (let pages = 1; ; pages += 1) {
    const shown = Math.min(pages * PAGE, ENTRIES);
    await until(`${shown} entries`, async () => (await items(page).count()) == shown);
    const all = await ids(page);
    assert.equal(new Set(all).size, all.length, "one stands twice");
    if (shown == ENTRIES) return all;
    await page.locator(".more a").focus();
    await page.keyboard.press("Enter");
    await until("the first of those that came has the focus", () => items(page).nth(shown).locator("h3 a").evaluate((link) => link == link.getRootNode().activeElement).catch(() => false));
  }
};

test("more entries come below those that are shown, and a reload and the way back find theirs", async () => {
  await stack.visit(async (page) => {
    await page.goto(address());
    const all = await showAll(page);
    assert.equal(await page.locator(".more").count(), 0);
    await clean(page, "all entries");
    await page.reload();
    assert.deepEqual(await ids(page), all.slice(2 * PAGE), "where one was");
    await page.getByRole("link", { name: "All entries" }).click();
    await until("the beginning", async () => (await items(page).count()) == PAGE);
    assert.deepEqual(await ids(page), all.slice(0, PAGE));
  });
});

test("without scripts each page leads to the next and back, and a vote stays on its page", async () => {
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await page.context().addCookies([{ name: `fanfare-${community.slug}`, value: person.token, url: community.page }]);
    await page.goto(address());
    const first = await ids(page);
    await page.locator(".more a").click();
    const second = await ids(page);
    assert.ok(!second.some((id) => first.includes(id)));
    await items(page).nth(3).getByRole("button", { name: "Vote" }).click();
    await items(page).nth(3).getByRole("button", { name: "Your vote" }).waitFor();
    assert.deepEqual(await ids(page), second);
    assert.equal(new URL(page.url()).hash, `#${second[3]}`);
    await page.getByRole("link", { name: "All entries" }).click();
    assert.deepEqual(await ids(page), first);
  }, { javaScriptEnabled: false });
});

test("in an embed more comes below, too, and stays below after a vote", async () => {
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await signedIn(page, person);
    await page.goto(stack.page(tag()));
    await page.getByRole("button", { name: "Vote" }).first().waitFor();
    await page.getByText("The link").first().waitFor({ state: "attached" });
    const all = await showAll(page);
    const far = items(page).nth(ENTRIES - 5);
    await far.getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    await until("all entries again", async () => (await items(page).count()) == ENTRIES);
    assert.deepEqual(await ids(page), all);
    assert.equal(await far.getByRole("button", { name: "Your vote" }).count(), 1);
    assert.ok(await page.evaluate(() => scrollY > 1000), "the page stays where it is");
  });
});

test("visitors whom nobody knows each read in an order of their own, which stays", async () => {
  const orders = new Map();
  for (const value of ["5", "6"]) {
    await stack.visit(async (page) => {
      await order(page, value);
      await page.goto(address());
      orders.set(value, await ids(page));
      await page.goto(address(`?seed=${value}`));
      assert.deepEqual(await ids(page), orders.get(value));
    });
  }
  assert.notDeepEqual(orders.get("5"), orders.get("6"));
  await stack.visit(async (page) => {
    await page.goto(address());
    const shown = await ids(page);
    const [kept] = (await page.context().cookies(address())).filter(({ name }) => name == "fanfare-order");
    assert.equal(kept.path, new URL(address()).pathname, "no other page is told");
    assert.ok(kept.value >= 1 && kept.value <= 512);
    await page.goto(address());
    assert.deepEqual(await ids(page), shown);
    // An embed keeps its own, which its host's other pages need not know.
    await page.goto(stack.page(tag()));
    await items(page).first().waitFor();
    const embedded = await ids(page);
    assert.ok((await page.evaluate(() => sessionStorage["fanfare:order"])) >= 1);
    await page.reload();
    await items(page).first().waitFor();
    assert.deepEqual(await ids(page), embedded);
  });
});

test("what is left gets less, by two units, in the page's language", async () => {
  await stack.visit(async (page) => {
    await page.clock.install();
    await page.goto(address());
    const left = page.locator("[data-end]");
    await left.getByText(/^\d+ minutes, \d+ seconds?$/).waitFor();
    const before = await left.textContent();
    await page.clock.runFor(2_500);
    assert.notEqual(await left.textContent(), before);
    assert.equal(await left.evaluate((node) => node.closest("[aria-live],[role=status],[role=timer]")), null, "nothing is read aloud");
    await page.goto(address("?lang=fr"));
    await page.locator("[data-end]").getByText(/\d+ minutes/).waitFor();
  });
});

test("at the end a page and an embed are read anew, and nobody is offered a vote", async () => {
  const window = { opens_at: Date.now() - 60_000, closes_at: Date.now() + LASTS_MS };
  const short = await openContest(community, { entries: window, votes: window, title: "Soon over" });
  const person = await community.member(`Kim ${word()}`);
  await person.post(`contests/${short.id}/entries`, { title: "The last one", markdown: "It rained.", agreed: true });
  const read = (at) =>
    stack.visit(async (page) => {
      await page.goto(at);
      const vote = items(page).getByText("Vote", { exact: true });
      await vote.waitFor();
      await vote.waitFor({ state: "detached", timeout: OVER_MS });
      await items(page).getByText("The last one").waitFor();
      assert.equal(await page.locator("[data-end]").count(), 0);
    });
  await Promise.all([`${community.page}/contests/${short.id}`, stack.page(tag(short))].map(read));
});
