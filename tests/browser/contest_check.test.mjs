// A result checked and gone through again in a visitor's own browser, in its language; a bent log fails there with its reason.

import assert from "node:assert/strict";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { openContest } from "./support/contest.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { clean } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";

// Time enough to enter and vote; then the alarm closes it.
const LASTS_MS = 20_000;
const CLOSED_WITHIN_MS = 90_000;

let community;
let contest;
let kept;
let accepted;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  const window = { opens_at: Date.now() - 60_000, closes_at: Date.now() + LASTS_MS };
  contest = await openContest(community, { title: "The best story", entries: window, votes: window });
  const path = `contests/${contest.id}`;
  const enter = async (title) => (await community.member(`Sample ${word()}`)).post(`${path}/entries`, { title, markdown: "It rained.", agreed: true });
  const entries = [await enter("The kettle and the storm"), await enter("فنجان على السطح")];
  const vote = (person, chosen) => person.post(`${path}/ballots`, { entries: chosen.map(({ id }) => id) });
  const voters = await Promise.all([...Array(5)].map(() => community.member(`Voter ${word()}`)));
  const ballots = await Promise.all(voters.slice(0, 4).map((voter, number) => vote(voter, [entries[number ? 1 : 0]])));
  [, { acceptance: accepted }] = ballots;
  const moderator = await community.staff("moderator", "Ilse");
  const bought = await vote(voters[4], [entries[0]]);
  await moderator.put(`${path}/ballots/${bought.ballot}`, { act: "void", reason: "traded" });
  await until("the contest closes", async () => (await community.operator.get("contests")).data[0].state == "closed", CLOSED_WITHIN_MS);
  await until("its receipts are there", async () => {
    const answer = await fetch(`${community.api}/${path}/receipts/${ballots[0].ballot}`);
    kept = answer.ok && (await answer.text());
    return kept;
  });
});

const check = (page) => page.locator(".check button").click();
const address = (query = "") => `${community.page}/contests/${contest.id}/check${query}`;

test("a visitor's browser counts again and goes through the count minute by minute", async () => {
  for (const [query, passed, options] of [
    ["", "Counted again on your device", {}],
    ["?lang=fr", "Recompté sur votre appareil", { colorScheme: "dark" }],
    ["?lang=ar", "أُعيد العدّ على جهازك", { viewport: { width: 360, height: 780 } }],
  ]) {
    await stack.visit(async (page) => {
      await page.goto(address(query));
      await check(page);
      await page.getByText("PASS").waitFor();
      await page.getByText(passed).waitFor();
      await page.locator(".verdict ol a").getByText("فنجان على السطح").waitFor();
      const slider = page.getByRole("slider");
      const standing = page.locator(".standing li");
      await standing.first().getByText("فنجان على السطح").waitFor();
      const votes = await standing.locator("span").allTextContents();
      assert.deepEqual(votes.map((text) => Number(text.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit)))), [3, 1]);
      const counts = await page.locator(".replay .quiet").textContent();
      await slider.focus();
      await page.keyboard.press("Home");
      assert.ok(await slider.getAttribute("aria-valuetext"));
      await page.keyboard.press("End");
      assert.equal(await page.locator(".replay .quiet").textContent(), counts);
      await page.screenshot({ path: screenshotPath(`contest-check${query.replace("?lang=", "-")}`), fullPage: true });
      await clean(page, query);
    }, options);
  }
});

test("what somebody kept is compared and named, and what is nothing known is refused", async () => {
  await stack.visit(async (page) => {
    await page.goto(address());
    const brought = page.locator(".check textarea");
    const names = (said) => page.locator(".verdict").getByText(said).waitFor();
    await brought.fill(kept);
    await check(page);
    await names("The leaf of your receipt is in the log.");
    await brought.fill(accepted);
    await check(page);
    await names("The leaf you were promised is in the log.");
    await brought.fill(accepted.replace("acceptance\n", "acceptance\nother."));
    await check(page);
    await page.getByText("is not signed by the log's key").waitFor();
    await brought.fill("ab".repeat(32));
    await check(page);
    await page.getByText("is not the one it was compared with").waitFor();
    await brought.fill("something else");
    await check(page);
    await page.getByText("is no receipt").waitFor();
  });
});

test("a bent log fails with its reason, in the language of the page", async () => {
  for (const [query, reason] of [
    ["", "has another root"],
    ["?lang=fr", "a une autre racine"],
  ]) {
    await stack.visit(async (page) => {
      await page.route("**/log?from=*", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.text()).replace("via=sso", "via=email") });
      });
      await page.goto(address(query));
      await check(page);
      await page.getByText("FAIL").waitFor();
      await page.getByText(reason).waitFor();
      assert.equal(await page.getByRole("slider").count(), 0);
    });
  }
});

test("the log of another contest, and a page with other winners, fail", async () => {
  const window = { opens_at: Date.now() - 60_000, closes_at: Date.now() + 3_600_000 };
  const other = await openContest(community, { title: "Another story", entries: window, votes: window });
  await stack.visit(async (page) => {
    await page.route("**/log?from=*", async (route) => route.continue({ url: route.request().url().replace(contest.id, other.id) }));
    await page.goto(address());
    await check(page);
    await page.getByText(`the log is of the contest ${other.id}`).waitFor();
  });
  // The whole page is another's, under the address of this one.
  await stack.visit(async (page) => {
    await page.route(address(), async (route) => route.fulfill({ response: await route.fetch({ url: address().replace(contest.id, other.id) }) }));
    await page.goto(address());
    await check(page);
    await page.getByText(`the log is of the contest ${other.id}`).waitFor();
  });
  await stack.visit(async (page) => {
    await page.route(address(), async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-winners="[^"]*"/, `data-winners="${other.id.replace("ct_", "en_")}"`) });
    });
    await page.goto(address());
    await check(page);
    await page.getByText("the winners that the page names are not those of the log").waitFor();
  });
});

test("without scripts the page says how to check with the command", async () => {
  await stack.visit(async (page) => {
    await page.goto(address());
    assert.equal(await page.locator(".check").isVisible(), false);
    await page.getByText("fanfare verify ").waitFor();
  }, { javaScriptEnabled: false });
});
