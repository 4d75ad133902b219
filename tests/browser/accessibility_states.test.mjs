// axe-core finds nothing in the states that only some see, or that come with a fault, a decision or a form: in an embed
// and on the community's own pages, in the light from left to right, and in the dark from right to left on a telephone.

import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { cookieSession, keptSession, pageTakenOver, takenOver } from "./support/visit.mjs";

// The people, and what they asked, by the names that the states below give them.
const people = {};
const asked = {};
let community;

const stack = useStack(async (stack) => {
  const moderation = { guests: "all", promised_hours: 8, edits: true };
  community = await stack.community({ accent: "#9c4122", moderation, languages: ["en", "ar"] });
  const members = Promise.all(["Ines", "Sam"].map((name) => community.member(name)));
  const guests = Promise.all(["Jonas", "Kim", "Lou"].map((name) => community.guest(name)));
  const [[ines, sam], [jonas, kim, lou], maren] = await Promise.all([members, guests, community.staff("moderator")]);
  Object.assign(people, { ines, sam, jonas, kim, lou, maren });

  asked.kettle = await ines.ask("How do I descale the kettle?", { tags: ["cleaning"] });
  const answers = {};
  for (const thing of ["sand", "soap", "magic", "luck", "vinegar"]) answers[thing] = await sam.answer(asked.kettle, `With ${thing}, once a month.`);
  await maren.decide(answers.sand, "outdate", "It scratches.");
  await maren.decide(answers.soap, "dispute", "It foams.");
  await maren.comment(answers.magic, "Which one?");
  await sam.remove(`answers/${answers.magic.id}`);
  await maren.decide(answers.luck, "hide", "It helps nobody.");
  await jonas.answer(asked.kettle, "With lemon, I think.");

  asked.waiting = await jonas.ask("Is the handle made of wood?");
  asked.rejected = await kim.ask("Who buys watches from me?");
  await maren.decide(asked.rejected, "reject", "This sells something.");
  asked.hidden = await sam.ask("Who knows the number of my neighbor?");
  await maren.decide(asked.hidden, "hide", "It is about a person.");
  asked.closed = await ines.ask("Is there a kettle without a cable?");
  await maren.decide(asked.closed, "close", "It was answered by a letter.");
  asked.duplicate = await sam.ask("How would one descale this kettle?");
  await maren.put(`moderation/${asked.duplicate.id}`, { act: "duplicate", reason: "", duplicate_of: asked.kettle.id });
  asked.stone = await ines.ask("May one boil milk in it?");
  await sam.answer(asked.stone, "Better not.");
  await ines.remove(`questions/${asked.stone.id}`);
  asked.changed = await lou.ask("Does the kettle whistle?");
  await maren.decide(asked.changed, "approve");
  await lou.patch(`questions/${asked.changed.id}`, { title: "Does the small kettle whistle?" });
});

// Opens the form that stands at this place of the menu of the first such thing.
const fromMenu = (about, place) => async (page) => {
  const menu = page.locator(about).first().locator("details.menu").first();
  await menu.locator("summary").click();
  await menu.locator("li button").nth(place).click();
};

const STANDING = ".answer:not([data-mark], [data-state]):has(.words)";

// What the connection does.
const offline = (page) => page.context().setOffline(true);
const failing = async (page) => {
  await page.route("**/votes/*", (route) => route.abort());
  await page.locator("article .vote button").first().click();
};

// A state: who sees it (else a visitor) at which question (else in the list), what leads to it, and what shows that it is there.
const STATES = [
  { name: "what waits, in the list", who: "jonas", shows: "li[data-state=waiting] [part=state]", only: "embed" },
  { name: "a question that waits", who: "jonas", at: "waiting", shows: "article[data-state=waiting] [part=state]", only: "page" },
  { name: "an answer that waits", who: "jonas", at: "kettle", shows: ".answer[data-state=waiting] [part=state]" },
  { name: "what was hidden, in the list", who: "sam", shows: "li[data-state=hidden] [part=state] q", only: "embed" },
  { name: "what was rejected, in the list", who: "kim", shows: "li[data-state=rejected] [part=state] q", only: "embed" },
  { name: "a question that was rejected", who: "kim", at: "rejected", shows: "article[data-state=rejected] [part=state] q", only: "page" },
  { name: "a question that was hidden", who: "sam", at: "hidden", shows: "article[data-state=hidden] [part=state] q", only: "page" },
  { name: "an answer that was hidden, where staff decides", who: "maren", at: "kettle", shows: ".answer[data-state=hidden] .decisions" },
  { name: "an edit that waits", who: "lou", at: "changed", shows: ".edit[data-state=waiting]" },
  { name: "a closed question", at: "closed", shows: "article > [part=state]" },
  // On our pages the address of a duplicate leads on.
  { name: "a duplicate", at: "duplicate", shows: "article > [part=state] a", only: "embed" },
  { name: "an outdated answer and one that is not right", at: "kettle", shows: ".answer[data-mark=over] [part=caution] >> nth=1" },
  { name: "a question that was taken back", at: "stone", shows: "article:not(:has(.author)) .heading" },
  { name: "an answer that was taken back", at: "kettle", shows: ".answer:has(.comments):not(:has(> .words)) [part=state]" },
  { name: "the form of an edit", who: "ines", at: "kettle", act: fromMenu("article", 0), shows: "article form[data-asks] textarea" },
  { name: "the form of a report", at: "kettle", act: fromMenu("article", 0), shows: "article form[data-asks] .reasons" },
  { name: "the form of what is not right", at: "kettle", act: fromMenu(STANDING, 0), shows: ".answer form[data-asks] textarea" },
  { name: "what did not arrive", at: "kettle", act: failing, shows: "[part=notice][data-wrong]" },
  { name: "no connection", at: "kettle", act: offline, shows: "[part=notice]" },
];

const STYLES = [
  { lang: "en", dir: "ltr", colorScheme: "light" },
  { lang: "ar", dir: "rtl", colorScheme: "dark", viewport: { width: 320, height: 740 } },
];

// Where it is shown: how somebody is known there, and how one comes to it. A question that others do not see is in its
// author's list; on our pages it has an address of its own.
const SURFACES = {
  async embed(page, { who, at }, { lang, dir }) {
    if (who) await keptSession(page, people[who]);
    const place = at ? { question: asked[at].id } : {};
    const head = "<style>:root { color-scheme: light dark; }</style>";
    await page.goto(stack.embed(community, { theme: "auto", ...place }, { lang, dir, head }));
    await takenOver(page);
  },
  async page(page, { who, at, only }, { lang }) {
    if (who) await cookieSession(page, people[who]);
    const { id, slug } = asked[at];
    await page.goto(`${community.page}/questions/${id}/${slug}?${only ? "mine=1&" : ""}lang=${lang}`);
    // What only its author sees works by links and forms alone.
    if (!only) await pageTakenOver(page);
  },
};

for (const [surface, open] of Object.entries(SURFACES)) {
  for (const style of STYLES) {
    for (const state of STATES.filter(({ only = surface }) => only === surface)) {
      const { name, act, shows } = state;
      const { lang, dir, ...options } = style;
      test(`axe finds nothing and nothing is too wide: ${name} (${surface}, ${lang})`, () =>
        stack.visit(
          async (page) => {
            await open(page, state, style);
            await act?.(page);
            await page.locator(shows).first().waitFor();
            await clean(page, name);
            await fits(page, name);
            await page.screenshot({ path: screenshotPath(`state-${name.replaceAll(/\W+/g, "-")}-${surface}-${lang}`), fullPage: true });
          },
          { ...options, expect: [/ERR_FAILED|ERR_INTERNET_DISCONNECTED/] },
        ));
    }
  }
}
