// The public pages in a browser that runs no scripts: what a reader, an asker and a moderator do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signInByMail } from "./support/mail.mjs";
import { useStack } from "./support/stack.mjs";

const stack = useStack();
const noScripts = { javaScriptEnabled: false };

test("a visitor finds, reads and asks without scripts", async () => {
  const community = await stack.community();
  const member = await community.member("Ines");
  const question = await member.ask("How do I descale the kettle?", { tags: ["cleaning"], markdown: "There is **limescale** in it." });
  await member.answer(question, "With vinegar, once a month.");
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await page.getByRole("link", { name: "How do I descale the kettle?" }).click();
    await page.getByRole("heading", { name: "How do I descale the kettle?" }).waitFor();
    assert.equal(await page.locator("strong", { hasText: "limescale" }).count(), 1);
    await page.getByText("With vinegar, once a month.").waitFor();

    await page.getByRole("searchbox").fill("vinegar descaling");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "How do I descale the kettle?" }).waitFor();

    await page.goto(community.page);
    await page.getByLabel("Your question").fill("Can the lid go into the dishwasher?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    // The public page knows nobody; the page it leads to has what was typed.
    assert.equal(await page.getByLabel("Your question").inputValue(), "Can the lid go into the dishwasher?");
    await page.locator("main").getByLabel("Your name, if you like").fill("Jonas");
    await page.locator("main").getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Can the lid go into the dishwasher?" }).waitFor();
  }, noScripts);
  const { data } = await member.get("questions");
  assert.equal(data.filter(({ title }) => title === "Can the lid go into the dishwasher?").length, 1);
});

test("answers and me too are given without scripts", async () => {
  const community = await stack.community();
  const question = await (await community.member("Ines")).ask("Does the kettle whistle?");
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/questions/${question.id}`);
    await page.getByRole("button", { name: "Me too" }).click();
    await page.locator("main").getByRole("button", { name: "Me too" }).click();
    await page.getByRole("heading", { name: "Does the kettle whistle?" }).waitFor();
    await page.locator("textarea[name=markdown]").fill("Only when the lid is shut.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator("main").getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer").getByText("Only when the lid is shut.").waitFor();
  }, noScripts);
  const { score, answer_count } = await community.operator.get(`questions/${question.id}`);
  assert.deepEqual({ score, answer_count }, { score: 1, answer_count: 1 });
});

test("the owner signs in by a mailed link and approves what a guest wrote, without scripts", async () => {
  const email = "owner@halden.example";
  const community = await stack.community({ owner_email: email, moderation: {} });
  const title = "Is the handle made of wood?";
  const asked = await (await community.guest("Jonas")).ask(title);
  assert.equal(asked.state, "waiting");
  await stack.visit(async (page) => {
    await page.goto(community.page);
    assert.equal(await page.getByText(title).count(), 0);
    await signInByMail(page, community, email);
    await page.goto(`${community.page}/moderation`);
    const entry = page.locator("article", { hasText: title });
    await entry.getByRole("button", { name: "Approve" }).click();
    await page.getByText("Nothing waits").waitFor();
  }, noScripts);
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await page.getByRole("link", { name: title }).waitFor();
  }, noScripts);
});

for (const [lang, words] of [["fr", "Une question compte de 8 à 150 caractères"], ["ar", "السؤال من 8 إلى 150"]]) {
  test(`a refused form says why in the reader's language and keeps what was typed (${lang})`, async () => {
    const community = await stack.community();
    await stack.visit(
      async (page) => {
        await page.goto(`${community.page}/ask?lang=${lang}`);
        const form = page.locator("main form");
        await form.locator("[name=title]").fill("Why\u202e is it slow?");
        await form.locator("[name=markdown]").fill("It *was* fast.");
        await form.locator("[name=tags]").fill("water");
        await form.locator("[name=name]").fill("Jonas");
        await form.locator("[type=submit]").click();
        await page.getByRole("alert").getByText(words).waitFor();
        assert.ok((await page.locator("#field-title-wrong").innerText()).startsWith(words));
        const typed = await form.locator("[name=title], [name=markdown], [name=tags], [name=name]").evaluateAll((fields) => fields.map(({ value }) => value));
        assert.deepEqual(typed, ["Why\u202e is it slow?", "It *was* fast.", "water", "Jonas"]);
      },
      { ...noScripts, expect: [/status of 422/] },
    );
  });
}
