// Forced colors and paper: the words are there, the focus is seen, one control is told from the other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { pageTakenOver, takenOver } from "./support/visit.mjs";

const TITLE = "How do I descale the kettle?";

let community;
let question;

const stack = useStack(async (stack) => {
  community = await stack.community();
  const ines = await community.member("Ines");
  question = await ines.ask(TITLE, { tags: ["cleaning"], markdown: "There is **limescale** in it." });
  const answer = await ines.answer(question, "With vinegar, once a month.");
  const maren = await community.staff("moderator");
  await maren.comment(answer, "Citric acid works too.");
  await (await community.guest("Jonas")).ask("Is the handle made of wood?");
});

// How something looks once the browser is done with it.
const look = (locator) =>
  locator.evaluate((element) => {
    const { color, backgroundColor, borderTopWidth, borderTopStyle, outlineStyle, outlineWidth, textDecorationLine, boxShadow } = getComputedStyle(element);
    return { color, backgroundColor, border: borderTopStyle === "none" ? 0 : parseFloat(borderTopWidth), outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth), textDecorationLine, boxShadow };
  });

const EMBED = (page) => page.goto(stack.embed(community));
const PAGE = (page) => page.goto(`${community.page}`);

for (const colorScheme of ["light", "dark"]) {
  test(`forced colors (${colorScheme}): words, borders of controls, what is pressed, focus`, () =>
    stack.visit(
      async (page) => {
        await EMBED(page);
        await takenOver(page);
        const ground = (await look(page.locator("body"))).backgroundColor;
        for (const words of [page.getByRole("link", { name: TITLE }), page.getByText("With vinegar, once a month."), page.getByText("Nobody has answered yet")]) {
          const { color } = await look(words.first());
          assert.notEqual(color, (await look(page.locator(".fanfare"))).backgroundColor, `words on ${ground}`);
        }
        const meToo = page.getByRole("button", { name: "Me too" }).first();
        const rest = await look(meToo);
        assert.ok(rest.border > 0, "a button has an edge");
        const pressed = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
        await meToo.click();
        await pressed;
        assert.notEqual((await look(meToo)).backgroundColor, rest.backgroundColor, "what is pressed looks pressed");

        const title = page.getByLabel("Your question");
        await title.focus();
        await page.keyboard.type("How do I");
        assert.ok((await look(page.locator("form.held").first())).border > 0, "the composer has an edge");
        const ask = page.getByRole("button", { name: "Ask", exact: true });
        const send = await look(ask);
        assert.ok(send.border > 0 || send.backgroundColor !== ground, "the button that sends stands out");
        await page.keyboard.press("Escape");
        await page.screenshot({ path: screenshotPath(`forced-colors-${colorScheme}`), fullPage: true });
        let stops = 0;
        for (let stop = 0; stop < 12; stop += 1) {
          await page.keyboard.press("Tab");
          const focus = await page.evaluate(() => {
            const { activeElement } = document.querySelector("fanfare-questions").root;
            if (!activeElement) return;
            // A field of a composer is marked by the ring around all of it.
            const marked = [activeElement, activeElement.closest("form.held")].filter(Boolean).map((element) => getComputedStyle(element));
            return { tag: activeElement.outerHTML.slice(0, 80), seen: marked.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) };
          });
          if (!focus) continue;
          stops += 1;
          assert.ok(focus.seen, `the focus is seen on ${focus.tag}`);
        }
        assert.ok(stops > 3, `${stops} stops of the keyboard are in the embed`);
      },
      { forcedColors: "active", colorScheme },
    ));
}

for (const [name, open] of [["the embed", EMBED], ["a public page", PAGE]]) {
  test(`on paper ${name} has its words and no controls`, () =>
    stack.visit(async (page) => {
      await open(page);
      await (open === EMBED ? takenOver : pageTakenOver)(page);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.getByRole("link", { name: TITLE }).isVisible(), true);
      assert.equal(await page.getByText("With vinegar, once a month.").isVisible(), true);
      for (const control of await page.locator("button, input:not([type=hidden]), textarea, select").all()) {
        assert.equal(await control.isVisible(), false, await control.evaluate((element) => element.outerHTML.slice(0, 120)));
      }
      await page.screenshot({ path: screenshotPath(`print-${open === EMBED ? "embed" : "page"}`), fullPage: true });
    }));
}

test("on paper a question has all its answers and replies", () =>
  stack.visit(async (page) => {
    await page.goto(stack.embed(community, { question: question.id }));
    await takenOver(page);
    await page.emulateMedia({ media: "print" });
    for (const words of ["limescale", "With vinegar, once a month.", "Citric acid works too."]) assert.equal(await page.getByText(words).first().isVisible(), true, words);
    for (const field of await page.locator("textarea").all()) assert.equal(await field.isVisible(), false);
  }));
