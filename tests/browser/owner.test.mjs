// The owner's seal in a browser: a code out of a box is scanned, redeemed and shown, on a telephone, in Arabic, in
// the dark; names lead to people.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { signInByMail } from "./support/mail.mjs";
import { useStack } from "./support/stack.mjs";
import { pageTakenOver } from "./support/visit.mjs";

let community;
let robin;
let question;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  robin = await community.member("Robin Sample");
  question = await robin.ask("Does the lid fit a saucer?");
});

const code = async () => (await community.operator.post("owners/codes", { subject: "kettle", subject_name: "the kettle", count: 1 })).codes[0];

test("a newcomer scans a code, signs in, owns the thing, and answers what waits, without scripts", async () => {
  const scanned = await code();
  await stack.visit(
    async (page) => {
      await page.goto(`${community.page}/own/${scanned}`);
      await page.waitForURL(/sign-in/);
      await signInByMail(page, community, "sam@example.org");
      await page.getByLabel("Your name").fill("Sam Sample");
      await page.getByRole("button", { name: "Save" }).click();
      await page.goto(`${community.page}/own/${scanned}`);
      assert.equal(await page.getByLabel("The code in the box").inputValue(), scanned);
      await page.getByRole("button", { name: "I own it" }).click();
      await page.waitForURL(/subjects\/kettle/);
      await page.getByText("You own it: the kettle.").waitFor();
      await page.getByRole("listitem").filter({ hasText: question.title }).getByRole("link", { name: "Answer" }).click();
      await page.getByLabel("Your answer").fill("It does, upside down.");
      await page.locator("main").getByRole("button", { name: "Answer" }).click();
      const answer = page.locator(".answer", { hasText: "It does, upside down." });
      await answer.getByText("owns it").waitFor();
      await page.screenshot({ path: screenshotPath("owner-answer"), fullPage: true });
      await answer.getByRole("link", { name: "Sam Sample" }).click();
      await page.getByRole("heading", { name: "Sam Sample" }).waitFor();
    },
    { javaScriptEnabled: false },
  );
});

test("the application keeps the mark and where names lead", async () => {
  const owner = await community.member("Kim Sample");
  await owner.post("owners", { code: await code() });
  await owner.answer(question, "Mine rattles a little.");
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/questions/${question.id}`);
    await pageTakenOver(page);
    const answer = page.locator(".answer", { hasText: "Mine rattles a little." });
    await answer.getByText("owns it").waitFor();
    assert.equal(await answer.getByRole("link", { name: "Kim Sample" }).getAttribute("href"), `/${community.slug}/people/${owner.id}`);
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const lang of ["en", "ar"]) {
    test(`what one owns is readable on a telephone (${colorScheme}, ${lang})`, async () => {
      const owner = await community.member("Lou Sample");
      await owner.post("owners", { code: await code() });
      await robin.ask("Does it whistle at the end?");
      const cookie = { name: `fanfare-${community.slug}`, value: owner.token, url: stack.server.url };
      await stack.visit(
        async (page) => {
          await page.context().addCookies([cookie]);
          await page.goto(`${community.page}/own/${await code()}?lang=${lang}`);
          await clean(page, "what one owns");
          await fits(page, "what one owns");
          await page.screenshot({ path: screenshotPath(`owner-${colorScheme}-${lang}`), fullPage: true });
          await page.goto(`${community.page}/subjects/kettle?owned=1&lang=${lang}`);
          const told = page.locator("aside").getByRole("status");
          await told.waitFor();
          await pageTakenOver(page);
          assert.ok(await told.isVisible(), "the application leaves it there");
          await clean(page, "the page of the subject");
          await fits(page, "the page of the subject");
          await page.screenshot({ path: screenshotPath(`owner-subject-${colorScheme}-${lang}`), fullPage: true });
        },
        { colorScheme, viewport: { width: 360, height: 740 } },
      );
    });
  }
}
