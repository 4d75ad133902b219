// Staff decides where it reads: in the embed, beside what waits, without a page of its own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { keptSession, signedIn, takenOver } from "./support/visit.mjs";

const TITLE = "Is the handle made of wood?";
const MENDED = "Is the handle of the kettle made of wood?";
const REASON = "Please ask about the kettle.";

const stack = useStack();

// A community in which what guests write waits, with something of a guest's that does.
const waiting = async () => {
  const community = await stack.community({ moderation: { promised_hours: 8 } });
  const maren = await community.staff("moderator");
  const jonas = await community.guest("Jonas");
  const question = await jonas.ask(TITLE);
  assert.equal(question.state, "waiting");
  return { community, maren, jonas, question };
};

const asStaff = (community, maren, walk, attributes) =>
  stack.visit(async (page) => {
    await signedIn(page, maren);
    await page.goto(stack.embed(community, attributes));
    await takenOver(page);
    await walk(page);
  });

// Once the server has acknowledged the decision.
const decided = (page, act) => Promise.all([page.waitForResponse((answer) => answer.url().includes("/moderation/") && answer.ok()), act()]);

// What everybody else finds.
const state = async ({ id }, reader) => (await reader.get(`questions/${id}`)).state;

test("a moderator approves a question where it waits, and everybody reads it", async () => {
  const { community, maren, question } = await waiting();
  await asStaff(community, maren, async (page) => {
    const row = page.locator("[part=question]", { hasText: TITLE });
    await row.getByText("Waiting for a person to read it").waitFor();
    await page.screenshot({ path: screenshotPath("moderation-in-place"), fullPage: true });
    await decided(page, () => row.getByRole("button", { name: "Approve" }).click());
    await row.getByText("Waiting for a person to read it").waitFor({ state: "detached" });
    assert.equal(await row.getByRole("button", { name: "Approve" }).count(), 0);
  });
  assert.equal(await state(question, community.operator), "published");
});

// The form of a rejection, filled in.
const rejecting = async (row) => {
  await row.getByRole("button", { name: "Reject with a reason" }).click();
  const form = row.locator("form.held");
  await form.getByText("Off topic").click();
  await form.getByLabel("Why is it not published?").fill(REASON);
  return form;
};

test("a moderator rejects with a reason, the author reads it and may mend the question, nobody else sees any of it", async () => {
  const { community, maren, jonas, question } = await waiting();
  await asStaff(community, maren, async (page) => {
    const row = page.locator("[part=question]", { hasText: TITLE });
    const form = await rejecting(row);
    await page.screenshot({ path: screenshotPath("moderation-reject"), fullPage: true });
    await decided(page, () => form.getByRole("button", { name: "Reject with a reason" }).click());
    await row.getByText("Not published").waitFor();
  });
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    assert.equal(await page.getByText(TITLE).count(), 0, "a stranger");
  });
  await stack.visit(async (page) => {
    await keptSession(page, jonas);
    await page.goto(stack.embed(community));
    await takenOver(page);
    const row = page.locator("[part=question]", { hasText: TITLE });
    await row.getByText(REASON).waitFor();
    await row.getByRole("button", { name: "Edit" }).click();
    const form = page.locator("[part=question] form.held");
    assert.equal(await form.getByLabel("Your question").inputValue(), TITLE);
    await form.getByLabel("Your question").fill(MENDED);
    await form.getByRole("button", { name: "Save" }).click();
    await page.locator("[part=question]", { hasText: MENDED }).getByText("Only you see this").waitFor();
  });
  assert.equal(await state(question, community.operator), "waiting");
});

test("what was rejected by mistake stays where it is until one leaves, and is approved there", async () => {
  const { community, maren, question } = await waiting();
  await asStaff(community, maren, async (page) => {
    const row = page.locator("[part=question]", { hasText: TITLE });
    const form = await rejecting(row);
    await decided(page, () => form.getByRole("button", { name: "Reject with a reason" }).click());
    await decided(page, () => row.getByRole("button", { name: "Approve" }).click());
    await row.getByText("Not published").waitFor({ state: "detached" });
  });
  assert.equal(await state(question, community.operator), "published");
});

test("a moderator hides an answer with a reason and restores it", async () => {
  const community = await stack.community();
  const maren = await community.staff("moderator");
  const ines = await community.member("Ines");
  const question = await ines.ask(TITLE);
  await ines.answer(question, "It is beech.");
  const readers = async () => (await community.operator.get(`questions/${question.id}`)).answer_count;
  await asStaff(
    community,
    maren,
    async (page) => {
      const answer = page.locator(".answer", { hasText: "It is beech." });
      await answer.locator("details.menu summary").click();
      await answer.getByRole("button", { name: "Hide" }).click();
      await answer.getByLabel("Why is it hidden?").fill(REASON);
      await decided(page, () => answer.locator("form.held").getByRole("button", { name: "Hide" }).click());
      await answer.locator("[part=state]").getByText(REASON).waitFor();
      assert.equal(await readers(), 0);
      await page.screenshot({ path: screenshotPath("moderation-hidden"), fullPage: true });
      await decided(page, () => answer.getByRole("button", { name: "Restore" }).click());
      await answer.locator("[part=state]").waitFor({ state: "detached" });
      assert.equal(await readers(), 1);
    },
    { question: question.id },
  );
});

test("an expert's caution stands beside an answer for everybody", async () => {
  const community = await stack.community();
  const ines = await community.member("Ines");
  const question = await ines.ask(TITLE);
  await ines.answer(question, "It is beech.");
  const expert = await community.staff("expert", "Joost");
  await asStaff(
    community,
    expert,
    async (page) => {
      const answer = page.locator(".answer", { hasText: "It is beech." });
      await answer.locator("details.menu summary").click();
      assert.equal(await answer.getByRole("button", { name: "Hide" }).count(), 0, "an expert hides nothing");
      await answer.getByRole("button", { name: "Call it outdated" }).click();
      await answer.getByLabel("What changed?").fill("It is oak since May.");
      await decided(page, () => answer.locator("form.held").getByRole("button", { name: "Call it outdated" }).click());
      await answer.getByText("It is oak since May.").waitFor();
    },
    { question: question.id },
  );
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, { question: question.id }));
    await page.getByText("It is oak since May.").waitFor();
  });
});
