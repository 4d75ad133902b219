// axe-core finds nothing, in every state a person comes to, light and dark, left-to-right and right-to-left.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axeSource } from "./support/environment.mjs";
import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

let community;
let question;

const stack = useStack(async (stack) => {
  community = await stack.community({ accent: "#9c4122", moderation: { promised_hours: 8 } });
  const ines = await community.member("Ines");
  question = await ines.ask("How do I descale the kettle?", { tags: ["cleaning"], markdown: "There is **limescale** in it.\n\n- white\n- hard" });
  const answer = await ines.answer(question, "With vinegar, once a month.");
  const maren = await community.staff("moderator");
  await maren.comment(answer, "Citric acid works too.");
  await maren.answer(question, "> With vinegar\n\nRinse it twice afterwards.");
  await maren.vote(question);
  await (await community.guest("Jonas")).ask("Is the handle made of wood?");
});

const STYLES = ["light", "dark"].flatMap((colorScheme) => [
  { colorScheme, lang: "en", dir: "ltr" },
  { colorScheme, lang: "ar", dir: "rtl" },
]);

// Nothing found, said of a state.
const clean = async (page, state) => {
  if (!(await page.evaluate("window.axe"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.flat().join(" ")).join(", ")}`);
  assert.deepEqual(found, [], state);
};

// The shop's own page is as plain as can be, and right for its colors.
const HEAD = "<style>:root { color-scheme: light dark; }</style>";

const inEveryStyle = (name, walk) => {
  for (const { colorScheme, lang, dir } of STYLES) {
    test(`${name} (${colorScheme}, ${dir})`, () => stack.visit((page) => walk(page, { lang, dir, head: HEAD }), { colorScheme }));
  }
};

inEveryStyle("axe finds nothing in the embed: list, composer, suggestions, menus, a question and a reply", async (page, options) => {
  await page.goto(stack.page(questions(community, { theme: "auto" }), options));
  await takenOver(page);
  await clean(page, "the list");
  await page.locator("[data-send=ask] input[name=title]").pressSequentially("How do I descale");
  await page.getByRole("listbox").waitFor();
  await clean(page, "the composer with suggestions");
  await page.keyboard.press("Escape");
  await page.locator("[data-send=ask] textarea").fill("Please.");
  await clean(page, "the composer open");

  await page.evaluate((id) => document.querySelector("fanfare-questions").update({ question: id }), question.id);
  await page.locator("[part=answers]").waitFor();
  await clean(page, "a question");
  await page.locator(".answer details.menu summary").first().click();
  await page.locator(".answer details.menu[open] li button").first().waitFor();
  await clean(page, "a menu");
  await page.locator(".answer details.menu summary").first().click();
  await page.locator(".answer details.reply summary").first().click();
  await page.locator(".answer details.reply[open] textarea").first().waitFor();
  await clean(page, "a reply");
});

inEveryStyle("axe finds nothing on the public pages and their forms", async (page, { lang }) => {
  const { data } = await community.operator.get("questions");
  const { id } = data.find(({ title }) => title === question.title);
  for (const path of ["", "?q=kettle", "/tags/cleaning", `/questions/${id}`, "/ask", `/questions/${id}/answer`, `/questions/${id}/me-too`, "/sign-in", "/me"]) {
    await page.goto(`${community.page}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
    await clean(page, path || "the community");
  }
});
