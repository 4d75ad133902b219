// A complaint that ends with an apology and a kept promise: beside its question, on the page of promises and of the week,
// on a brand's page; on a telephone, in Arabic, in the dark.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { pageTakenOver as takenOver } from "./support/visit.mjs";

let community;
let question;
let other;
let maren;

const DAY = 864e5;
const promise = (target, step) => ({
  target: target.id,
  apology: "I am sorry. The seal should not leak after a year.",
  step,
  due: new Date(Date.now() + 7 * DAY).toISOString().slice(0, 10),
});

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  const ines = await community.member("Ines");
  maren = await community.staff("moderator");
  question = await ines.ask("The seal of my kettle leaks", { tags: ["seal"] });
  other = await ines.ask("How do I descale the kettle?", { tags: ["cleaning"] });
  const { id } = await maren.post("promises", promise(question, "We send a new seal to everyone who has this one."));
  await maren.put(`promises/${id}`, { ending: "kept", word: "The last one left today." });
  await maren.post("promises", promise(question, "We change the seal of every kettle from January on."));
  await ines.put(`questions/${(await ines.ask("The handle broke after two weeks", { tags: ["handle"] })).id}/complaint`, { complaint: true });
});

test("what was promised stays beside its question when the application comes, and goes with it", () =>
  stack.visit(async (page) => {
    await page.goto(`${community.page}/questions/${question.id}`);
    const beside = page.getByText("We change the seal of every kettle");
    await beside.waitFor();
    await takenOver(page);
    assert.ok(await beside.isVisible());
    await page.locator("main").getByRole("link", { name: "#complaint" }).waitFor();
    await page.locator("main .back a").click();
    await page.locator("main").getByRole("link", { name: "How do I descale the kettle?" }).click();
    await page.getByRole("heading", { level: 1, name: "How do I descale the kettle?" }).waitFor();
    await beside.waitFor({ state: "hidden" });
    await page.goBack();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "The seal of my kettle leaks" }).waitFor();
    await beside.waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    test(`axe finds nothing, and nothing is wider than 360 pixels (${colorScheme}, ${dir})`, () =>
      stack.visit(
        async (page) => {
          const element = `<fanfare-promises community="${community.slug}"></fanfare-promises>`;
          await page.goto(stack.page(element, { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
          await page.getByText("The last one left today.").waitFor();
          await clean(page, "the embed");
          await fits(page, "the embed");
          await page.screenshot({ path: screenshotPath(`promises-embed-${colorScheme}-${dir}`), fullPage: true });
          for (const path of ["/promises", `/questions/${question.id}`, `/questions/${other.id}`, `/complaint/${question.id}`]) {
            await page.goto(`${community.page}${path}?lang=${lang}`);
            await clean(page, path);
            await fits(page, path);
            await page.screenshot({ path: screenshotPath(`promises-${path.split("/")[1]}-${path.includes(other.id)}-${colorScheme}-${dir}`), fullPage: true });
          }
          await page.context().addCookies([{ name: `fanfare-${community.slug}`, value: maren.token, url: stack.server.url }]);
          for (const path of ["/promises", "/week", `/complaint/${question.id}`, `/promise/${other.id}`]) {
            await page.goto(`${community.page}${path}?lang=${lang}`);
            await clean(page, `${path} of staff`);
            await fits(page, `${path} of staff`);
            await page.screenshot({ path: screenshotPath(`promises-staff-${path.split("/")[1]}-${colorScheme}-${dir}`), fullPage: true });
          }
        },
        { colorScheme, viewport: { width: 360, height: 740 } },
      ));
  }
}
