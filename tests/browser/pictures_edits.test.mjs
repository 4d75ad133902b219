// Pictures of a story changed by its author, on its page without scripts.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";

const stack = useStack();
const PHOTO = join(root, "tests/data/media/photo.jpg");
const SHOT = join(root, "tests/data/media/shot.png");
const file = (page) => page.getByLabel("Picture or video", { exact: true });
const send = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

// Where a story that was just shared with a picture is edited.
const shared = async (page, community) => {
  await page.goto(`${community.page}/share?subject=kettle&subject_name=the+kettle`);
  await page.locator("main [name=title]").fill("Sunday, by the lake");
  await file(page).setInputFiles(PHOTO);
  await page.getByLabel("What it shows").fill("A cup from above");
  await send(page, "Send");
  await page.getByRole("img", { name: "A cup from above" }).waitFor();
  const { data } = await community.operator.get("stories");
  return `${community.page}/edit/${data[0].id}`;
};

test("an author takes a picture away and adds another without scripts", async () => {
  const community = await stack.community({ languages: ["en", "ar"] });
  await stack.visit(async (page) => {
    const form = await shared(page, community);
    await page.goto(form);
    await page.getByLabel("Take this away").check();
    await file(page).setInputFiles(SHOT);
    await page.getByLabel("What it shows").fill("A cup from the side");
    await page.screenshot({ path: screenshotPath("picture-edit"), fullPage: true });
    await send(page, "Save");
    await page.getByRole("img", { name: "A cup from the side" }).waitFor();
    assert.equal(await page.getByRole("img", { name: "A cup from above" }).count(), 0);
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(`${form}?lang=ar`);
    await fits(page, "the form of an edit");
    await page.screenshot({ path: screenshotPath("picture-edit-ar"), fullPage: true });
  }, { javaScriptEnabled: false });
});

test("the form with which pictures are changed is found faultless by axe", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(await shared(page, community));
    await page.getByLabel("Take this away").waitFor();
    await clean(page, "the form of an edit");
  });
});
