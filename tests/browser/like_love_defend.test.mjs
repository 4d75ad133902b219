// Recognition as one story: a newcomer redeems a code out of a box, answers, is thanked, rises to every level and reads
// why; a complaint ends with an apology and a promise that is kept, and its asker is told.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Person } from "./support/community.mjs";
import { screenshotPath } from "./support/environment.mjs";
import { signInByMail } from "./support/mail.mjs";
import { movedBack } from "./support/past.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";

const DAY = 864e5;
// Love takes thanks on seven days; the newcomer's first is the one in the browser.
const FURTHER_DAYS = 6;

let community;
let robin;
let maren;
let complaint;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"], levels: { defend: { unlocks: ["community_expert"] } } });
  robin = await community.member("Robin Sample", { email: "robin@example.org" });
  maren = await community.staff("expert");
  complaint = await robin.ask("The lid of my kettle leaks since Sunday");
});

// The browser carries this person's session, and no other.
const become = async (page, person) => {
  await page.context().clearCookies();
  await page.context().addCookies([{ name: `fanfare-${community.slug}`, value: person.token, url: stack.server.url }]);
};

// Who is signed in, to go on by the API.
const signedInPerson = async (page) => {
  const cookies = await page.context().cookies(stack.server.url);
  const { value } = cookies.find(({ name }) => name === `fanfare-${community.slug}`);
  const { id } = await new Person(community, value).get("me");
  return new Person(community, value, id);
};

// Everything that happened is counted, today included.
const counted = async () => {
  const { runs } = await community.operator.post("recognition/runs", { today: true });
  await until("the count", async () => ((await community.operator.get("recognition/rules")).counted?.runs ?? 0) > runs);
};

// Somebody else asks, the newcomer answers, and that solved it; from the third on it is a complaint.
const solve = async (sam, number) => {
  const asker = await community.member(`Asker ${number}`);
  const question = await asker.ask(`Why does it drip onto the table, number ${number}?`);
  if (number > 2) await asker.put(`questions/${question.id}/complaint`, { complaint: true });
  const answer = await sam.answer(question, "Turn the seal around.");
  await asker.put(`questions/${question.id}/accepted`, { answer_id: answer.id });
  return [question.id, answer.id];
};

const letters = async (page) => {
  await page.goto(`${stack.server.url}/mailbox?community=${community.slug}`);
  return page.locator("body").innerText();
};

// The page of the complaint shows this: what everybody sees may be two seconds old.
const shows = (page, what) =>
  until(`${what} beside the complaint`, async () => {
    await page.goto(`${community.page}/questions/${complaint.id}`);
    return what.isVisible();
  });

test("a newcomer rises to love and defend and reads why, and a complaint ends with a kept promise", async () => {
  const { codes } = await community.operator.post("owners/codes", { subject: "kettle", subject_name: "the kettle", count: 1 });
  await stack.visit(
    async (page) => {
      // A code out of a box.
      await page.goto(`${community.page}/own/${codes[0]}`);
      await page.waitForURL(/sign-in/);
      await signInByMail(page, community, "sam@example.org");
      await page.getByLabel("Your name").fill("Sam Sample");
      await page.getByRole("button", { name: "Save" }).click();
      await page.goto(`${community.page}/own/${codes[0]}`);
      await page.getByRole("button", { name: "I own it" }).click();
      await page.waitForURL(/subjects\/kettle/);
      await page.getByText("You own it: the kettle.").waitFor();
      await page.screenshot({ path: screenshotPath("story-1-owner"), fullPage: true });

      // An answer by somebody who owns the thing.
      const waiting = page.locator("aside").getByRole("listitem").filter({ hasText: complaint.title });
      await waiting.getByRole("link", { name: "Answer" }).click();
      await page.getByLabel("Your answer").fill("Turn the seal around: the flat side goes up.");
      await page.locator("main").getByRole("button", { name: "Answer" }).click();
      const answer = page.locator(".answer", { hasText: "Turn the seal around" });
      await answer.getByText("owns it").waitFor();
      const sam = await signedInPerson(page);
      const given = await answer.getAttribute("id");

      // It is thanked: by who asked, and by the brand.
      await robin.put(`questions/${complaint.id}/complaint`, { complaint: true });
      await robin.put(`questions/${complaint.id}/accepted`, { answer_id: given });
      await become(page, maren);
      await page.goto(`${community.page}/people/${sam.id}`);
      await page.getByRole("button", { name: "Thank you" }).click();
      await page.getByText("Maren says thank you").waitFor();

      // Six more days, each with somebody else's question.
      const days = [[complaint.id, FURTHER_DAYS], [given, FURTHER_DAYS]];
      for (let number = 1; number <= FURTHER_DAYS; number += 1) {
        const [question, answer] = await solve(sam, number);
        days.push([question, FURTHER_DAYS - number], [answer, FURTHER_DAYS - number]);
      }
      await movedBack(stack, days);
      await counted();

      // Every level is held, and says by what.
      await become(page, sam);
      await page.goto(`${community.page}/statement`);
      for (const [level, needs] of [["Like", "days: 7 / 2"], ["Love", "people: 7 / 5 · days: 7 / 7"], ["Defend", "acts: 5 / 5 · people: 5 / 4"]]) {
        const rung = page.getByRole("listitem").filter({ hasText: level });
        await rung.getByText("✓ since").waitFor();
        await rung.getByText(needs).waitFor();
      }
      assert.equal(await page.getByRole("row").filter({ hasText: "someone" }).count(), 7, "a line for each, and never who");
      await page.screenshot({ path: screenshotPath("story-2-statement"), fullPage: true });
      await page.getByRole("listitem").filter({ hasText: "Defend" }).getByRole("link", { name: "The last acts that count" }).click();
      await page.waitForURL(/level=defend/);
      assert.equal(await page.getByRole("link", { name: "Contest this" }).count(), 5, "an act for each complaint");
      await page.screenshot({ path: screenshotPath("story-2-acts"), fullPage: true });
      await page.goto(`${community.page}/statement`);
      await page.getByLabel("Show my highest level beside my name").check();
      await page.locator("main").getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").waitFor();

      // Others see the level, because Sam wished it.
      await page.context().clearCookies();
      await shows(page, page.locator(".answer").getByText("Community expert"));
      await page.screenshot({ path: screenshotPath("story-3-answer"), fullPage: true });
      await page.goto(`${community.page}/people`);
      // A week begins on Monday, and these days need not be of this one.
      await page.getByRole("link", { name: "Ever", exact: true }).click();
      await page.getByRole("listitem").filter({ hasText: "Sam Sample" }).getByText("helped 7 people").waitFor();

      // The brand is sorry, promises a next step, and keeps it.
      await become(page, maren);
      await page.goto(`${community.page}/promise/${complaint.id}`);
      await page.getByLabel("What you are sorry for").fill("I am sorry: the seal was put in upside down.");
      await page.getByLabel("The next step").fill("We send a seal to everyone who has this problem.");
      await page.getByLabel("By when").fill(new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10));
      await page.locator("main").getByRole("button", { name: "I am sorry" }).click();
      await page.waitForURL(/promises/);
      assert.match(await letters(page), /We send a seal to everyone who has this problem\./);
      await page.goto(`${community.page}/promises`);
      const promise = page.getByRole("listitem").filter({ hasText: "We send a seal" });
      await promise.getByLabel("A word about it").fill("The seals left on Friday.");
      await promise.getByRole("button", { name: "It was kept" }).click();
      await page.getByText("1 of 1 promises kept").first().waitFor();
      assert.match(await letters(page), /The seals left on Friday\./);
      await become(page, robin);
      await shows(page, page.getByText("The seals left on Friday."));
      await page.screenshot({ path: screenshotPath("story-4-kept"), fullPage: true });
    },
    { javaScriptEnabled: false },
  );
});
