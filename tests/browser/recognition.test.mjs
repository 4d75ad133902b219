// People who helped: `<fanfare-leaders>` on another site under a policy that allows little, and the pages; on a
// telephone, in Arabic, in the dark.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn, takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

let community;
let helper;
let thanked;

// Everything that happened is counted, today included.
const counted = async () => {
  const { runs } = await community.operator.post("recognition/runs", { today: true });
  await until("the count", async () => ((await community.operator.get("recognition/rules")).counted?.runs ?? 0) > runs);
};

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  helper = await community.member("Maximiliane Sample of Seven Mountains");
  for (const [number, name] of ["Ines", "Jonas", "Kim"].entries()) {
    const asker = await community.member(name);
    const question = await asker.ask(`Why does it pour slowly, number ${number}?`, { tags: ["scale"] });
    const answer = await helper.answer(question, "Descale it with lemon.");
    await asker.put(`questions/${question.id}/accepted`, { answer_id: answer.id });
    thanked = { question, answer };
  }
  await helper.post("stories", { subject: "kettle", subject_name: "the kettle", title: "Sunday, by the lake" });
  await helper.put("me/recognition", { listed: true, sentence: "I own two kettles." });
  await counted();
});

const person = () => `<fanfare-person community="${community.slug}" person="${helper.id}"></fanfare-person>`;
const statement = () => `<fanfare-statement community="${community.slug}"></fanfare-statement>`;
const leaders = (more = "") => `<fanfare-leaders community="${community.slug}" ${more}></fanfare-leaders>`;

const policy = () => ({
  headers: {
    "content-security-policy": [
      "default-src 'none'",
      `script-src ${stack.server.url}`,
      `connect-src ${stack.server.url}`,
      "img-src data:",
      "form-action 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ].join("; "),
  },
});

const row = (page) => page.getByRole("listitem").filter({ hasText: "Seven Mountains" });

test("a brand's page shows who helped, and a visitor chooses another time, under a policy without wasm and inline styles", () =>
  stack.visit(async (page) => {
    await page.goto(stack.page(leaders(), policy()));
    await row(page).getByText("helped 3 people").waitFor();
    await row(page).getByText("I own two kettles.").waitFor();
    const person = row(page).getByRole("link", { name: "Seven Mountains" });
    assert.equal(await person.getAttribute("href"), `${community.page}/people/${helper.id}`);
    await page.getByRole("link", { name: "Ever" }).click();
    await page.locator("[aria-current]", { hasText: "Ever" }).waitFor();
    await row(page).waitFor();
  }));

test("a brand's page shows a contributor, and what they gave leads to our pages", () =>
  stack.visit(async (page) => {
    await page.goto(stack.page(person(), policy()));
    await page.getByRole("heading", { name: "Seven Mountains" }).waitFor();
    await page.getByText("People helped: 3").waitFor();
    await page.getByText("I own two kettles.").waitFor();
    const { question, answer } = thanked;
    const given = page.getByRole("link", { name: question.title });
    assert.ok((await given.getAttribute("href")).startsWith(`${community.page}/questions/${question.id}/`));
    assert.ok((await given.getAttribute("href")).endsWith(`#${answer.id}`));
    const story = page.getByRole("link", { name: "Sunday, by the lake" });
    assert.ok((await story.getAttribute("href")).startsWith(`${community.page}/stories/`));
  }));

test("a brand's page shows who is signed in what they are thanked for, and others where one signs in", async () => {
  await stack.visit(async (page) => {
    await page.goto(stack.page(statement(), policy()));
    const signIn = page.getByRole("link", { name: "Sign in" });
    assert.equal(await signIn.getAttribute("href"), `${community.page}/statement`);
    assert.equal(await page.getByText("People helped").count(), 0);
  });
  await stack.visit(async (page) => {
    await signedIn(page, helper);
    await page.goto(stack.page(statement(), policy()));
    await page.getByText("People helped: 3").waitFor();
    await page.getByRole("heading", { name: "The path" }).waitFor();
    const line = page.getByRole("row").filter({ hasText: thanked.question.title });
    assert.equal(await line.getByRole("link", { name: "Contest this" }).getAttribute("href"), `${community.page}/statement/${thanked.answer.id}`);
    const others = page.getByRole("link", { name: "What others see" });
    assert.equal(await others.getAttribute("href"), `${community.page}/statement`);
  });
});

test("of another subject, tag or newcomers it tells as much as there is", () =>
  stack.visit(async (page) => {
    await page.goto(stack.page(leaders('tag="scale" newcomers subject="kettle" period="ever"')));
    await row(page).getByText("helped 3 people").waitFor();
    await page.goto(stack.page(leaders('tag="lid"')));
    await page.getByText("Nobody has been counted here yet").waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    test(`axe finds nothing, and nothing is wider than 360 pixels (${colorScheme}, ${dir})`, () =>
      stack.visit(
        async (page) => {
          await page.goto(stack.page(leaders(), { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
          await row(page).waitFor();
          await clean(page, "the embed");
          await fits(page, "the embed");
          await page.screenshot({ path: screenshotPath(`leaders-${colorScheme}-${dir}`), fullPage: true });
          await page.goto(stack.page(person(), { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
          await page.getByRole("heading", { name: "Seven Mountains" }).waitFor();
          await clean(page, "the contributor");
          await fits(page, "the contributor");
          await page.screenshot({ path: screenshotPath(`person-${colorScheme}-${dir}`), fullPage: true });
          await signedIn(page, helper);
          await page.goto(stack.page(statement(), { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
          await page.getByRole("table").waitFor();
          await clean(page, "the statement");
          await fits(page, "the statement");
          await page.screenshot({ path: screenshotPath(`statement-${colorScheme}-${dir}`), fullPage: true });
          const cookie = { name: `fanfare-${community.slug}`, value: helper.token, url: stack.server.url };
          await page.context().addCookies([cookie]);
          for (const path of ["/people", `/people/${helper.id}`, "/statement"]) {
            await page.goto(`${community.page}${path}?lang=${lang}`);
            await clean(page, path);
            await fits(page, path);
            await page.screenshot({ path: screenshotPath(`recognition${path.replaceAll("/", "-").slice(0, 12)}-${colorScheme}-${dir}`), fullPage: true });
          }
        },
        { colorScheme, viewport: { width: 360, height: 740 } },
      ));
  }
}

test("who does not want to be listed is in no embed, and their name leads nowhere", async () => {
  await helper.put("me/recognition", { listed: false, sentence: "" });
  await stack.visit(async (page) => {
    await page.goto(stack.page(leaders('period="ever"')));
    await page.getByText("Nobody has been counted here yet").waitFor();
    const refused = page.waitForResponse((answer) => answer.url().includes("view=person"));
    await page.goto(stack.page(person()));
    assert.equal((await refused).status(), 404);
    await page.goto(community.page);
    await page.getByText("Seven Mountains").first().waitFor();
    assert.equal(await page.locator(`a[href*="${helper.id}"]`).count(), 0);
  }, { expect: [/404 \(Not Found\) .*view=person/] });
});

test("an expert thanks beside the answer by one press, under their name, and takes it back by the same", async () => {
  const expert = await community.staff("expert");
  const beside = (page) => page.locator(".answer").getByText("says thank you");
  const thank = (page) => page.getByRole("button", { name: "Thank you" });
  const embed = stack.embed(community, { question: thanked.question.id });
  await stack.visit(async (page) => {
    await signedIn(page, expert);
    await page.goto(embed);
    await takenOver(page);
    await thank(page).click();
    await beside(page).waitFor();
    assert.equal(await thank(page).getAttribute("aria-pressed"), "true");
    await page.screenshot({ path: screenshotPath("thank-you"), fullPage: true });
  });
  await stack.visit(async (page) => {
    await page.goto(embed);
    await beside(page).waitFor();
    assert.equal(await thank(page).count(), 0, "the button is for the brand's people");
  });
  await stack.visit(async (page) => {
    await signedIn(page, expert);
    await page.goto(embed);
    await takenOver(page);
    await thank(page).click();
    await beside(page).waitFor({ state: "detached" });
  });
  assert.deepEqual((await community.operator.get(`answers/${thanked.answer.id}`)).thanked_by ?? [], []);
});

test("who helped reads quietly how many, where they answer", () =>
  stack.visit(async (page) => {
    await signedIn(page, helper);
    await page.goto(stack.embed(community, { question: thanked.question.id }));
    await takenOver(page);
    await page.getByText("Your words helped 3 people this week").waitFor();
  }));
