// The custom properties a page dresses an element with: each is seen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { painted } from "./support/visit.mjs";

// Each with what it is seen as. Of the accent the lightness is held, so its own color is not told beforehand.
const TOKENS = {
  "--fanfare-accent": ["rgb(0, 0, 255)"],
  "--fanfare-on-accent": ["rgb(1, 2, 3)", "rgb(1, 2, 3)"],
  "--fanfare-ink": ["rgb(1, 2, 4)", "rgb(1, 2, 4)"],
  "--fanfare-ink-2": ["rgb(1, 2, 5)", "rgb(1, 2, 5)"],
  "--fanfare-ink-3": ["rgb(1, 2, 6)", "rgb(1, 2, 6)"],
  "--fanfare-ground": ["rgb(1, 2, 7)", "rgb(1, 2, 7)"],
  "--fanfare-inset": ["rgb(1, 2, 8)", "rgb(1, 2, 8)"],
  "--fanfare-line": ["rgb(1, 2, 9)", "rgb(1, 2, 9)"],
  "--fanfare-edge": ["rgb(1, 2, 10)", "rgb(1, 2, 10)"],
  "--fanfare-good": ["rgb(1, 2, 11)", "rgb(1, 2, 11)"],
  "--fanfare-radius": ["3px", "3px"],
};

const stack = useStack();

test("every token can be set, and is seen", async () => {
  const community = await stack.community();
  const ines = await community.member("Ines");
  const question = await ines.ask("How do I descale the kettle?");
  const answer = await (await community.member("Jonas")).answer(question, "With `vinegar`.");
  await ines.put(`questions/${question.id}/accepted`, { answer_id: answer.id });
  await stack.visit(async (page) => {
    // The sheet is the same before and after the take-over: nothing changes between two looks.
    await page.route("**/*.wasm", () => undefined);
    await page.goto(stack.page(questions(community, { question: question.id })));
    await painted(page);
    const look = (token, value) =>
      page.evaluate(
        ([token, value]) => {
          const element = document.querySelector("fanfare-questions");
          if (token) element.style.setProperty(token, value);
          const seen = [...element.root.querySelectorAll("*")].flatMap((node) => {
            const { color, backgroundColor, borderBlockEndColor, borderRadius } = getComputedStyle(node);
            return [color, backgroundColor, borderBlockEndColor, borderRadius];
          });
          return [...new Set(seen)].sort();
        },
        [token, value],
      );
    for (const [token, [value, seenAs]] of Object.entries(TOKENS)) {
      const before = await look();
      assert.ok(!before.includes(seenAs), `${token} was not set before`);
      const after = await look(token, value);
      assert.notDeepEqual(after, before, token);
      if (seenAs) assert.ok(after.includes(seenAs), `${token} is seen: ${after.join(" | ")}`);
    }
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});
