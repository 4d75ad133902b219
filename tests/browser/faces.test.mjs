// Beside a name stand its first letters, and over them the face that a person gave: a face that does not come leaves the
// letters as they are, and no sign of what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";

const SHAPE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#14508c"/></svg>`;

// A question that somebody without a face answered, and one that somebody of the same name with a face did.
let plain;
let faced;

const stack = useStack(async (stack) => {
  const asked = async (face) => {
    const community = await stack.community();
    const maren = await community.staff("expert");
    await community.operator.put(`members/${maren.id}`, { role: "expert", title: "Workshop", face });
    const question = await (await community.member("Ines")).ask("How do I descale the kettle?");
    await maren.answer(question, "With vinegar.");
    return [community, { question: question.id }];
  };
  plain = await asked();
  faced = await asked(`${stack.shop.origin}/faces/maren.svg`);
});

// How the picture beside an answer looks, once all that it shows has come, or has failed to.
const looks = async (page, [community, place], options) => {
  await page.goto(stack.embed(community, place, options));
  await takenOver(page);
  const avatar = page.locator(".answer .avatar").first();
  await avatar.scrollIntoViewIfNeeded();
  await avatar.evaluate(async (avatar) => {
    for (const image of avatar.querySelectorAll("img")) await image.decode().catch(() => {});
  });
  assert.equal(await avatar.textContent(), "M");
  return (await avatar.screenshot()).toString("base64");
};

const policy = () => ({ headers: { "content-security-policy": `img-src ${stack.server.url} data:` } });

test("a face covers the letters", () =>
  stack.visit(async (page) => {
    await page.route("**/faces/*", (route) => route.fulfill({ contentType: "image/svg+xml", body: SHAPE }));
    assert.notEqual(await looks(page, faced), await looks(page, plain));
  }));

test("a face that is gone leaves the letters", () =>
  stack.visit(async (page) => assert.equal(await looks(page, faced), await looks(page, plain)), { expect: [/404/] }));

test("a face that the policy of the page forbids leaves the letters", () =>
  stack.visit(async (page) => assert.equal(await looks(page, faced, policy()), await looks(page, plain, policy())), { expect: [/img-src/] }));
