// Pictures changed by their author: of a question and an answer in the application, of a story on its page without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { pageTakenOver, signedIn, takenOver } from "./support/visit.mjs";

const stack = useStack();
const PHOTO = join(root, "tests/data/media/photo.jpg");
const SHOT = join(root, "tests/data/media/shot.png");
const file = (page) => page.getByLabel("Picture or video", { exact: true });
const send = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

// The same with scripts, which put more than a field there.
const chosen = async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Add a picture or video" }).click()]);
  await chooser.setFiles(PHOTO);
};

// Where a story that was just shared with a picture is edited.
const shared = async (page, community, choose = (page) => file(page).setInputFiles(PHOTO)) => {
  await page.goto(`${community.page}/share?subject=kettle&subject_name=the+kettle`);
  await page.locator("main [name=title]").fill("Sunday, by the lake");
  await choose(page);
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
    await page.goto(await shared(page, community, chosen));
    await page.getByLabel("Take this away").waitFor();
    await page.getByRole("button", { name: "Add a picture or video" }).waitFor();
    await clean(page, "the form of an edit");
  });
});

// What somebody asked with two pictures, and answered with one.
const asked = async (settings) => {
  const community = await stack.community(settings);
  const ada = await community.member("Ada");
  const upload = async (path, type, alt) => {
    const headers = { authorization: `Bearer ${ada.token}`, "content-type": type };
    const { id } = await (await fetch(`${community.api}/media`, { method: "POST", headers, body: readFileSync(path) })).json();
    return { id, alt };
  };
  const above = await upload(PHOTO, "image/jpeg", "A cup from above");
  const side = await upload(SHOT, "image/png", "A cup from the side");
  const question = await ada.ask("Why is the crema thin?", { media: [above, side] });
  const under = await upload(PHOTO, "image/jpeg", "A cup from below");
  const answer = await ada.post(`questions/${question.id}/answers`, { markdown: "Grind it finer.", media: [under] });
  return { community, ada, question, answer };
};

// Where they see their question in an embed, the application at work.
const open = async (page, { community, ada, question }, options) => {
  await signedIn(page, ada);
  await page.goto(stack.embed(community, { question: question.id, theme: "auto" }, options));
  await takenOver(page);
};

// Presses *Edit*, and waits until the pictures can be changed.
const edit = async (part) => {
  await part.locator("details.menu summary").first().click();
  await part.getByRole("button", { name: "Edit", exact: true }).click();
  await part.locator(".added li").first().waitFor();
  return part.locator("form[data-send=PATCH]");
};
const act = (form, at, name) => form.locator(".added li").nth(at).getByRole("button", { name, exact: true });
const shown = (form, at) => form.locator(".added li").nth(at).getByLabel("What it shows");
const there = (form) => form.getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });
const add = async (page, form, path) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form.getByRole("button", { name: "Add a picture" }).click()]);
  await chooser.setFiles(path);
};
// What pictures of something say they show, in their order.
const shows = async (part) => {
  await part.locator("form[data-send=PATCH]").waitFor({ state: "detached" });
  return part.locator(":scope > .media img").evaluateAll((images) => images.map(({ alt }) => alt));
};

test("pictures of a question are described anew, moved, taken away and added where it is edited in an embed", async () => {
  const said = await asked();
  await stack.visit(async (page) => {
    await open(page, said);
    const question = page.locator("[part=question]");
    const form = await edit(question);
    assert.equal(await form.locator(".media").isVisible(), false, "each picture is shown once");
    await form.locator(".preview img").first().evaluate((image) => image.decode());
    await act(form, 0, "Remove").click();
    await act(form, 0, "Undo").click();
    await act(form, 0, "Remove").click();
    await shown(form, 1).fill("A cup, seen from its side");
    await add(page, form, PHOTO);
    await there(form);
    await shown(form, 2).fill("A new cup");
    await act(form, 2, "Move up").click();
    await page.screenshot({ path: screenshotPath("picture-edit-embed"), fullPage: true });
    await form.getByRole("button", { name: "Save" }).click();
    assert.deepEqual(await shows(question), ["A new cup", "A cup, seen from its side"]);
  });
  const { media, title } = await said.community.operator.get(`questions/${said.question.id}`);
  assert.deepEqual(media.map(({ alt }) => alt), ["A new cup", "A cup, seen from its side"]);
  assert.equal(title, "Why is the crema thin?");
});

test("pictures of an answer are changed by the keyboard alone on a page of ours", async () => {
  const said = await asked();
  await stack.visit(async (page) => {
    await page.context().addCookies([{ name: `fanfare-${said.community.slug}`, value: said.ada.token, url: said.community.page }]);
    await page.goto(`${said.community.page}/questions/${said.question.id}`);
    await pageTakenOver(page);
    const answer = page.locator(".answer");
    await answer.locator("details.menu summary").focus();
    await page.keyboard.press("Enter");
    await answer.getByRole("button", { name: "Edit", exact: true }).focus();
    await page.keyboard.press("Enter");
    const form = answer.locator("form[data-send=PATCH]");
    await form.locator(".added li").waitFor();
    await form.locator("textarea").evaluate(async (field, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], "shot.png", { type: "image/png" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    }, [...readFileSync(SHOT)]);
    await there(form);
    await shown(form, 1).focus();
    await page.keyboard.type("Pasted");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await act(form, 0, "Remove").evaluate((button) => button === document.activeElement), true, "one goes on beside it");
    assert.equal(await shown(form, 0).inputValue(), "Pasted");
    await form.getByRole("button", { name: "Save" }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await shows(answer), ["Pasted", "A cup from below"]);
  });
});

test("an edit that is put away leaves the pictures as they are, and one that is typed goes on where one comes back", async () => {
  const said = await asked();
  await stack.visit(async (page) => {
    await open(page, said);
    const question = page.locator("[part=question]");
    let form = await edit(question);
    await act(form, 0, "Remove").click();
    await add(page, form, SHOT);
    await there(form);
    await form.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(await shows(question), ["A cup from above", "A cup from the side"]);
    form = await edit(question);
    assert.equal(await form.locator(".added li").count(), 2);
    await form.getByLabel("More about it").fill("It was better before.");
    await act(form, 1, "Remove").click();
    await page.locator(".back a").click();
    await page.getByRole("link", { name: "Why is the crema thin?" }).click();
    form = await edit(question);
    await act(form, 1, "Undo").waitFor();
    assert.equal(await form.getByLabel("More about it").inputValue(), "It was better before.");
    await form.getByRole("button", { name: "Save" }).click();
    assert.deepEqual(await shows(question), ["A cup from above"]);
  });
});

for (const [lang, dir, colorScheme] of [["en", "ltr", "light"], ["ar", "rtl", "dark"]]) {
  test(`an edit with pictures fits a telephone and is found faultless by axe, ${dir}`, async () => {
    const said = await asked({ languages: ["en", "ar"] });
    await stack.visit(async (page) => {
      await open(page, said, { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" });
      const question = page.locator("[part=question]");
      await question.locator("details.menu summary").click();
      await question.locator("details.menu button").first().click();
      const form = question.locator("form[data-send=PATCH]");
      await form.locator(".added li").first().getByRole("button").last().click();
      await form.locator(".gone").waitFor();
      await fits(page, "an edit with pictures");
      await clean(page, "an edit with pictures");
      await page.screenshot({ path: screenshotPath(`picture-edit-${dir}`), fullPage: true });
    }, { viewport: { width: 360, height: 740 }, colorScheme });
  });
}
