// axe-core finds nothing, in every state a person comes to, light and dark, left-to-right and right-to-left.

import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean } from "./support/looks.mjs";
import { signInByMail } from "./support/mail.mjs";
import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn, takenOver } from "./support/visit.mjs";

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

// The shop's own page is as plain as can be, and right for its colors.
const HEAD = "<style>:root { color-scheme: light dark; }</style>";

const inEveryStyle = (name, walk, more) => {
  for (const { colorScheme, lang, dir } of STYLES) {
    test(`${name} (${colorScheme}, ${dir})`, () => stack.visit((page) => walk(page, { lang, dir, head: HEAD }), { colorScheme, ...more }));
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

inEveryStyle("axe finds nothing where one signs in, where something failed, and where staff decides", async (page, options) => {
  const careful = await stack.community({ writers: "signed_in", languages: ["en", "ar"] });
  await page.goto(stack.page(questions(careful), options));
  await takenOver(page);
  const ask = page.locator("[data-send=ask]");
  await ask.locator("input[name=title]").fill("How do I descale the kettle?");
  await ask.locator(".primary").click();
  const panel = page.locator("[part=sign-in]");
  await panel.locator("input").waitFor();
  await clean(page, "signing in");
  await panel.locator("input").fill("ines@halden.example");
  await panel.locator(".primary").click();
  await panel.getByText("ines@halden.example").waitFor();
  await clean(page, "the link is on its way");

  const waiting = await stack.community({ moderation: {}, languages: ["en", "ar"] });
  const maren = await waiting.staff("moderator");
  await (await waiting.guest("Jonas")).ask("Is the handle made of wood?");
  await signedIn(page, maren);
  await page.goto(stack.page(questions(waiting), options));
  await takenOver(page);
  const row = page.locator("[part=question]");
  await row.locator(".decisions .secondary").click();
  await row.locator("form.held textarea").waitFor();
  await clean(page, "a reason is asked for");
  await page.route("**/view?*", (route) => route.abort());
  await row.locator("h3 a").click();
  await page.getByRole("alert").waitFor();
  await clean(page, "a question that did not load");
  await page.unroute("**/view?*");
}, { expect: [/ERR_FAILED/] });

inEveryStyle("axe finds nothing in the queue of staff", async (page, { lang }) => {
  const email = "owner@halden.example";
  const community = await stack.community({ owner_email: email, moderation: {}, languages: ["en", "ar"] });
  const question = await (await community.member("Ines")).ask("How do I descale the kettle?");
  const jonas = await community.guest("Jonas");
  await jonas.ask("Is the handle made of wood?");
  await jonas.answer(question, "With vinegar.");
  await signInByMail(page, community, email);
  await page.goto(`${community.page}/moderation?lang=${lang}`);
  await page.locator("article").nth(1).waitFor();
  await clean(page, "the queue");
  await page.screenshot({ path: screenshotPath(`queue-${lang}`), fullPage: true });
});

inEveryStyle("axe finds nothing on the public pages and their forms", async (page, { lang }) => {
  const { data } = await community.operator.get("questions");
  const { id } = data.find(({ title }) => title === question.title);
  for (const path of ["", "?q=kettle", "/tags/cleaning", `/questions/${id}`, "/ask", `/questions/${id}/answer`, `/questions/${id}/me-too`, "/sign-in", "/me"]) {
    await page.goto(`${community.page}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
    await clean(page, path || "the community");
  }
});
