// A video contest in a browser, from its rules to its winners: made by a form, entered with and without scripts, watched,
// voted in, won, and checked from its public address.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { word } from "./support/community.mjs";
import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const clip = (name) => join(root, "tests/data/media", name);
const MINUTE_MS = 60_000;
// Time enough to enter and to vote on a busy machine.
const LASTS_MS = 90_000;
const CLOSED_WITHIN_MS = 300_000;
// A place that stands in each of the clips.
const PLACE = "48.8583";

let community;

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"], time_zone: "UTC" });
});

// Signs somebody in on the community's own pages, as its cookie does.
const enterAs = (page, person) => page.context().addCookies([{ name: `fanfare-${community.slug}`, value: person.token, url: community.page }]);
const withoutScripts = { javaScriptEnabled: false };

// Answers the questions about a contest; gives back its path.
const make = async (owner) => {
  let path;
  await stack.visit(async (page) => {
    await enterAs(page, owner);
    await page.goto(`${community.page}/contests/new`);
    const fill = (name, value) => page.locator(`form.held [name=${name}]`).fill(value);
    await fill("title", "Six seconds of steam");
    await fill("theme", "Show us the moment before the first sip.");
    await page.getByRole("radio", { name: "Videos" }).check();
    const ends = new Date(Math.ceil((Date.now() + LASTS_MS) / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16);
    await fill("entries", ends);
    await fill("votes", ends);
    await page.getByLabel("Show entries at once").check();
    await page.getByRole("button", { name: "Look at the rules" }).click();
    await page.getByRole("row", { name: "What is sent in" }).getByText("Videos").waitFor();
    await page.getByRole("button", { name: "Open the contest" }).click();
    await page.getByRole("link", { name: "Send yours" }).waitFor();
    path = new URL(page.url()).pathname;
  }, withoutScripts);
  return path;
};

// Sends a clip in by the form of the page.
const enterByForm = (address, person, title, file) =>
  stack.visit(async (page) => {
    await enterAs(page, person);
    await page.goto(`${address}/enter`);
    await page.getByLabel("Video", { exact: true }).setInputFiles(clip(file));
    await page.getByLabel("What it shows").fill(`${title}, moving`);
    await page.getByLabel("What your video is called").fill(title);
    await page.getByLabel("I agree to the rules").check();
    await page.screenshot({ path: screenshotPath("contest-video-form"), fullPage: true });
    await page.getByRole("button", { name: "Send it in" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
  }, withoutScripts);

// The same in the embed, where another file is refused first.
const enterInPlace = (embed, person, title, file) =>
  stack.visit(async (page) => {
    await signedIn(page, person);
    await page.goto(embed);
    await page.getByRole("link", { name: "Send yours" }).click();
    await page.getByLabel("What your video is called").fill(title);
    const choose = async (files) => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Add a video" }).click()]);
      await chooser.setFiles(files);
    };
    await choose({ name: "cup.jpg", mimeType: "image/jpeg", buffer: Buffer.from("a photograph") });
    await page.locator(".pictures .wrong").getByText("Choose an MP4 video.").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await choose(clip(file));
    await page.getByText("It goes along.").first().waitFor({ state: "attached" });
    await page.getByLabel("What it shows").fill(`${title}, moving`);
    await page.getByLabel("I agree to the rules").check();
    await page.screenshot({ path: screenshotPath("contest-video-embed-form"), fullPage: true });
    await page.getByRole("button", { name: "Send it in" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
    await page.locator("fanfare-contest video").waitFor();
  });

test("a video contest goes from its rules to its winners, and anyone can check them", async () => {
  const owner = await community.staff("owner", `Robin ${word()}`);
  const [ada, bo, cy, voter, guest] = await Promise.all(["Ada", "Bo", "Cy", "Dot", "Eve"].map((name) => community.member(`${name} ${word()}`)));
  const path = await make(owner);
  const address = new URL(path, stack.server.url).href;
  const embed = stack.page(`<fanfare-contest community="${community.slug}" contest="${path.split("/").at(-1)}"></fanfare-contest>`);

  await enterByForm(address, ada, "First light", "steam.mp4");
  await enterByForm(address, bo, "On its side", "turned.mov");
  await enterInPlace(embed, cy, "The kettle sings", "clip.mp4");

  await stack.visit(async (page) => {
    await enterAs(page, voter);
    await page.goto(address);
    await page.locator(".entries li", { hasText: "First light" }).getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
  }, withoutScripts);
  await stack.visit(async (page) => {
    await signedIn(page, guest);
    await page.goto(embed);
    await page.locator("fanfare-contest .entries li", { hasText: "First light" }).getByRole("button", { name: "Vote" }).click();
    await page.getByRole("button", { name: "Your vote" }).waitFor();
    await page.screenshot({ path: screenshotPath("contest-video-embed"), fullPage: true });
    await clean(page, "the embed of a video contest");
  });

  for (const { name, query = "", ...options } of [
    { name: "wide", viewport: { width: 1180, height: 900 } },
    { name: "dark", viewport: { width: 1180, height: 900 }, colorScheme: "dark" },
    { name: "arabic", viewport: { width: 360, height: 780 }, query: "?lang=ar" },
  ]) {
    await stack.visit(async (page) => {
      await page.goto(address + query);
      const videos = page.locator(".entries video");
      assert.equal(await videos.count(), 3);
      for (const video of await videos.all()) assert.ok((await video.getAttribute("aria-label")).endsWith(", moving"));
      await fits(page, name);
      await page.screenshot({ path: screenshotPath(`contest-video-${name}`), fullPage: true });
      await clean(page, name);
    }, options);
  }
  await stack.visit(async (page) => {
    await page.goto(address);
    await page.getByRole("link", { name: "First light" }).click();
    const video = page.locator(".player video");
    await video.evaluate((video) => Object.assign(video, { muted: true }).play());
    await page.waitForFunction(() => document.querySelector("video").ended);
    const bytes = Buffer.from(await (await fetch(await video.evaluate(({ currentSrc }) => currentSrc))).arrayBuffer());
    assert.ok(!bytes.includes(PLACE), "where it was taken is served");
    await page.screenshot({ path: screenshotPath("contest-video-entry"), fullPage: true });
    await clean(page, "one video");
  });

  await until("the contest closes", async () => (await community.operator.get("contests")).data[0].state == "closed", CLOSED_WITHIN_MS);
  await stack.visit(async (page) => {
    await page.goto(address);
    const won = page.locator(".won li").first();
    await won.getByText("First light").waitFor();
    await won.getByText("Votes: 2").waitFor();
    await page.screenshot({ path: screenshotPath("contest-video-won"), fullPage: true });
    await clean(page, "the winners");
    await page.goto(`${address}/check`);
    await page.locator(".check button").click();
    await page.getByText("PASS").waitFor();
    await page.getByText("Counted again on your device").waitFor();
  });
});
