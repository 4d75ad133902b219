// Entering and sharing on a page of our own with scripts: what a telephone takes is made small, sent in parts, described, and
// stays where something goes wrong.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { openContest } from "./support/contest.mjs";
import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";

const PHONE = { viewport: { width: 360, height: 740 } };
const PHOTO = join(root, "tests/data/media/photo.jpg");
const PART = 2 * 1024 * 1024;
const MB = 1e6;

let community;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
});

// Signs somebody in on the community's own pages, as its cookie does.
const enterAs = (page, person) => page.context().addCookies([{ name: `fanfare-${community.slug}`, value: person.token, url: community.page }]);

// A photograph as large as telephones take them: noise hardly shrinks.
const photograph = async (page) => {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 3600, height: 2700 });
    const context = canvas.getContext("2d");
    const image = context.createImageData(canvas.width, canvas.height);
    const bytes = new Uint32Array(image.data.buffer);
    for (let at = 0, mixed = 1; at < bytes.length; at += 1) bytes[at] = (mixed = (Math.imul(mixed, 1664525) + 1013904223) >>> 0) | 0xff000000;
    context.putImageData(image, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  });
  const buffer = Buffer.from(drawn, "base64");
  assert.ok(buffer.length > 8 * MB, `${buffer.length} bytes`);
  return { name: "cup.jpg", mimeType: "image/jpeg", buffer };
};

// A video of 12 MB: free space stands behind what is played.
const video = () => {
  const free = Buffer.alloc(12 * MB);
  free.writeUInt32BE(free.length);
  free.write("free", 4);
  return { name: "steam.mp4", mimeType: "video/mp4", buffer: Buffer.concat([readFileSync(join(root, "tests/data/media/clip.mp4")), free]) };
};

const form = (page) => page.locator("main form.held");
const choose = async (page, name, files) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form(page).getByRole("button", { name }).click()]);
  await chooser.setFiles(files);
};
const there = (page) => form(page).getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });

test("a photograph of more than 8 MB is entered from a telephone, described", async () => {
  const contest = await openContest(community, { kind: "photo" });
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, person);
    await page.goto(`${community.page}/contests/${contest.id}/enter`);
    await form(page).getByRole("button", { name: "Add a picture" }).waitFor();
    assert.equal(await page.getByLabel("What it shows").count(), 0, "what is described is there first");
    await clean(page, "where one enters");
    const sent = [];
    page.on("request", (request) => request.method() == "POST" && sent.push(request.postDataBuffer()?.length ?? 0));
    await choose(page, "Add a picture", await photograph(page));
    await there(page);
    await form(page).locator(".preview canvas").waitFor();
    await page.getByLabel("What it shows").fill("A cup from above");
    await fits(page, "a picture to be entered");
    await clean(page, "a picture to be entered");
    await page.screenshot({ path: screenshotPath("entering-phone"), fullPage: true });
    await page.getByLabel("What your picture is called").fill("First light");
    // By the keyboard alone from here.
    await page.getByLabel(/I agree to the rules/).focus();
    await page.keyboard.press("Space");
    await form(page).getByRole("button", { name: "Send it in" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "First light" }).waitFor();
    await page.getByRole("img", { name: "A cup from above" }).waitFor();
    assert.ok(sent.every((bytes) => bytes <= PART), `${sent} bytes were sent at a time`);
    // What was taken is not offered once more.
    await page.goto(`${community.page}/contests/${contest.id}/enter`);
    await form(page).getByRole("button", { name: "Add a picture" }).waitFor();
    assert.equal(await form(page).locator(".added li").count(), 0);
  }, PHONE);
});

test("a video of 12 MB is entered in parts, and goes on where its connection broke", async () => {
  const contest = await openContest(community, { kind: "video" });
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, person);
    const parts = [];
    await page.route("**/media", (route) => {
      parts.push(route.request().headers()["idempotency-key"].split("-")[1] ?? "");
      return parts.length == 4 ? route.abort() : route.continue();
    });
    await page.goto(`${community.page}/contests/${contest.id}/enter`);
    await choose(page, "Add a video", video());
    await form(page).locator(".added .wrong").getByText("It did not arrive.").waitFor();
    await form(page).getByRole("button", { name: "Try again" }).click();
    await there(page);
    assert.deepEqual(parts, ["0", "1", "2", "3", "3", "4", "5", ""], "what arrived is not sent again");
    await page.getByLabel("What it shows").fill("Steam");
    await page.getByLabel("What your video is called").fill("The kettle sings");
    await page.getByLabel(/I agree to the rules/).check();
    await form(page).getByRole("button", { name: "Send it in" }).click();
    await page.getByRole("heading", { name: "The kettle sings" }).waitFor();
    await page.locator(".player video").waitFor();
  }, { ...PHONE, expect: [/net::ERR_FAILED/] });
});

test("what is refused, and what a broken connection kept back, stands there with its picture", async () => {
  const contest = await openContest(community, { kind: "photo" });
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, person);
    const address = `${community.page}/contests/${contest.id}/enter`;
    await page.goto(address);
    const name = page.getByLabel("What your picture is called");
    const send = form(page).getByRole("button", { name: "Send it in" });
    await form(page).getByRole("button", { name: "Add a picture" }).waitFor();
    await name.fill("No picture yet");
    await page.getByLabel(/I agree to the rules/).check();
    await send.click();
    await page.locator("main .wrong").first().waitFor();
    assert.equal(await name.inputValue(), "No picture yet");
    await choose(page, "Add a picture", PHOTO);
    await there(page);
    await page.getByLabel("What it shows").fill("A cup from above");
    await name.fill("  ");
    await send.click();
    await page.locator(".field .wrong").waitFor();
    assert.equal(await page.getByLabel("What it shows").inputValue(), "A cup from above");
    assert.ok(await name.evaluate((field) => field == document.activeElement), "one goes on where it is wrong");
    // A reload forgets words, and no picture.
    await page.reload();
    await form(page).locator(".preview canvas").waitFor();
    await name.fill("Second light");
    await page.getByLabel(/I agree to the rules/).check();
    await page.route(address, (route) => (route.request().method() == "POST" ? route.abort() : route.continue()), { times: 1 });
    await send.click();
    await form(page).getByText("It did not arrive. Your words are kept here.").waitFor();
    assert.equal(await name.inputValue(), "Second light");
    await send.click();
    await page.getByRole("heading", { name: "Second light" }).waitFor();
    await page.getByRole("img", { name: "A cup from above" }).waitFor();
  }, { ...PHONE, expect: [/422/, /net::ERR_FAILED/] });
});

test("a story is shared with two pictures, one of them pasted", async () => {
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/share?subject=kettle&subject_name=the+kettle`);
    await choose(page, "Add a picture or video", PHOTO);
    await there(page);
    await page.getByLabel("What it shows").fill("A cup from above");
    await form(page).evaluate(async (form) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 60 });
      canvas.getContext("2d").fillRect(0, 0, 9, 9);
      const data = new DataTransfer();
      data.items.add(new File([await new Promise((done) => canvas.toBlob(done))], "lid.png", { type: "image/png" }));
      form.elements.title.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    });
    await page.getByLabel("What it shows").nth(1).fill("Its lid");
    await page.locator("main [name=title]").fill("It sings when it is warm");
    await form(page).getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("img", { name: "A cup from above" }).waitFor();
    await page.getByRole("img", { name: "Its lid" }).waitFor();
  }, { viewport: { width: 360, height: 740 } });
});

test("the picture of a caption contest shows among its rules once it is there, and the contest opens with it", async () => {
  const owner = await community.staff("owner", `Robin ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, owner);
    await page.goto(`${community.page}/contests/new`);
    await page.getByLabel("Its name").fill("Say something");
    await page.getByLabel("What people are asked for").fill("What does it say?");
    await page.getByRole("radio", { name: /aption/ }).check();
    await choose(page, "Add a picture", PHOTO);
    await there(page);
    await page.locator("[data-preview]:not([inert])").getByRole("heading", { name: "Say something" }).waitFor();
    await page.screenshot({ path: screenshotPath("entering-draft"), fullPage: true });
    await page.getByRole("button", { name: "Look at the rules" }).click();
    await page.locator("#preview").waitFor();
    assert.equal(await form(page).locator(".added li").count(), 1);
    await page.getByRole("button", { name: "Open the contest" }).click();
    await page.getByRole("link", { name: "Send yours" }).waitFor();
    await page.locator("main img.picture").waitFor();
    // Without its picture it is not whole yet.
  }, { ...PHONE, expect: [/422/] });
});

test("a telephone offers its camera beside what it holds", async () => {
  const contest = await openContest(community, { kind: "photo" });
  const person = await community.member(`Kim ${word()}`);
  await stack.visit(async (page) => {
    await enterAs(page, person);
    // What browsers of telephones know and those of desks do not.
    await page.addInitScript(() =>
      Object.defineProperty(HTMLInputElement.prototype, "capture", { set(value) { this.setAttribute("capture", value); } }));
    await page.goto(`${community.page}/contests/${contest.id}/enter`);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form(page).getByRole("button", { name: "Camera" }).click()]);
    assert.equal(await chooser.element().getAttribute("capture"), "environment");
    await chooser.setFiles(PHOTO);
    await there(page);
    assert.ok(await form(page).getByRole("button", { name: "Camera" }).isHidden(), "one picture is enough");
  }, PHONE);
});
