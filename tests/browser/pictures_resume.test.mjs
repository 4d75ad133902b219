// Pictures and videos whose connection broke, or whose page was loaded anew: nothing that arrived is sent again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root, screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();
const PHOTO = join(root, "tests/data/media/photo.jpg");
const PART = 2 * 1024 * 1024;

// A video of three parts: free space stands behind what is played.
const large = () => {
  const clip = readFileSync(join(root, "tests/data/media/clip.mp4"));
  const free = Buffer.alloc(2 * PART + 1000);
  free.writeUInt32BE(free.length);
  free.write("free", 4);
  return { name: "large.mp4", mimeType: "video/mp4", buffer: Buffer.concat([clip, free]) };
};

const ask = (page) => page.locator("[data-send=ask]");
const title = (page) => ask(page).locator("[name=title]");
const there = (page) => ask(page).getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });
const choose = async (page, files) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), ask(page).getByRole("button", { name: "Add a picture" }).click()]);
  await chooser.setFiles(files);
};
const send = async (page) => {
  await ask(page).getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("link", { name: "Why does it sing?" }).waitFor();
};

// Hears of every upload: its key from behind the last `-`, empty where it has none. `breaks` says which do not arrive.
const watch = async (page, breaks = () => false) => {
  const heard = [];
  await page.route("**/media", (route) => {
    const request = route.request();
    if (request.method() != "POST") return route.fallback();
    const place = request.headers()["idempotency-key"].split("-")[1] ?? "";
    heard.push(place);
    return breaks(place, heard) ? route.abort() : route.continue();
  });
  return heard;
};

test("a large video goes on where its connection broke", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    const heard = await watch(page, (place, heard) => place == "1" && heard.length == 2);
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why does it sing?");
    await choose(page, large());
    await ask(page).locator(".added .wrong").getByText("It did not arrive.").waitFor();
    await ask(page).getByRole("button", { name: "Try again" }).click();
    await there(page);
    assert.deepEqual(heard, ["0", "1", "1", "2", ""], "what arrived is not sent again");
    await send(page);
  }, { expect: [/net::ERR_FAILED/] });
  const { data } = await community.operator.get("questions");
  const { media } = await community.operator.get(`questions/${data[0].id}`);
  assert.equal(media[0].video, true);
});

test("what was chosen survives a reload, described, and is not sent again", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why does it sing?");
    await choose(page, PHOTO);
    await there(page);
    await ask(page).getByLabel("What it shows").fill("A cup from above");
    const heard = await watch(page);
    await page.reload();
    await takenOver(page);
    await ask(page).locator(".added .preview canvas").waitFor();
    assert.equal(await ask(page).getByLabel("What it shows").inputValue(), "A cup from above");
    await until("the words", async () => (await title(page).inputValue()) == "Why does it sing?");
    await page.screenshot({ path: screenshotPath("picture-reloaded") });
    await send(page);
    assert.deepEqual(heard, []);
    await page.reload();
    await takenOver(page);
    await title(page).focus();
    await ask(page).getByRole("button", { name: "Add a picture" }).waitFor();
    assert.equal(await ask(page).locator(".added li").count(), 0, "what was taken is forgotten");
  });
  const { data } = await community.operator.get("questions");
  const { media } = await community.operator.get(`questions/${data[0].id}`);
  assert.equal(media[0].alt, "A cup from above");
});

test("a video that was on its way goes on after a reload", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    let broken = true;
    const heard = await watch(page, (place) => broken && place == "1");
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why does it sing?");
    await choose(page, large());
    await ask(page).locator(".added .wrong").getByText("It did not arrive.").waitFor();
    broken = false;
    await page.reload();
    await there(page);
    assert.deepEqual(heard, ["0", "1", "1", "2", ""], "what arrived is not sent again");
  }, { expect: [/net::ERR_FAILED/] });
});
