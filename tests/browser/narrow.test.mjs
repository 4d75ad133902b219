// Small screens: nothing has to be scrolled sideways.

import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

const LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel";

let community;
let question;

const stack = useStack(async (stack) => {
  community = await stack.community({ name: "Halden and Daughters of the North" });
  const ines = await community.member("Ines");
  question = await ines.ask(`Where is the ${LONG} of the kettle?`, { markdown: `\`${LONG.repeat(3)}\`\n\nhttps://shop.example/${LONG.repeat(2)}`, tags: ["cleaning", "a-rather-long-tag"] });
  const answer = await ines.answer(question, `${LONG.repeat(3)}\n\n\`\`\`\n${LONG.repeat(4)}\n\`\`\``);
  await ines.comment(answer, LONG.repeat(2));
});

for (const width of [320, 360]) {
  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    test(`nothing is wider than ${width} pixels, ${dir}`, () =>
      stack.visit(
        async (page) => {
          await page.goto(stack.embed(community, {}, { lang, dir }));
          await takenOver(page);
          await fits(page, "the list");
          await page.locator("[data-send=ask] input[name=title]").pressSequentially("Where is the");
          await page.getByRole("listbox").waitFor();
          await fits(page, "the composer");
          await page.screenshot({ path: screenshotPath(`narrow-${width}-${dir}`) });
          await page.evaluate((id) => document.querySelector("fanfare-questions").update({ question: id }), question.id);
          await page.locator("[part=answers]").waitFor();
          await fits(page, "a question");
          await page.screenshot({ path: screenshotPath(`narrow-question-${width}-${dir}`), fullPage: true });
          for (const path of ["", `/questions/${question.id}`, "/ask", "/sign-in"]) {
            await page.goto(`${community.page}${path}?lang=${lang}`);
            await fits(page, path || "the community");
          }
        },
        { viewport: { width, height: 740 } },
      ));
  }
}
