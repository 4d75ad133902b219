// Smaller variants of pictures, and posters of videos: made by the sender's browser, else by that of whoever decides, and
// shown where a picture is small.

import assert from "node:assert/strict";
import { randomFillSync } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import { crc32, deflateSync } from "node:zlib";

import { root, screenshotPath } from "./support/environment.mjs";
import { useStack } from "./support/stack.mjs";
import { pageTakenOver, signedIn, takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();
const CLIP = join(root, "tests/data/media/clip.mp4");
const [WIDTH, HEIGHT] = [1200, 900];

// A picture of nothing, of more bytes than are shown whole where it is small.
const noise = () => {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 0], 8);
  const pixels = randomFillSync(Buffer.alloc((WIDTH + 1) * HEIGHT));
  for (let line = 0; line < HEIGHT; line++) pixels[line * (WIDTH + 1)] = 0;
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))];
  return { name: "noise.png", mimeType: "image/png", buffer: Buffer.concat([magic, ...parts]) };
};

// Shares a story from an embed, with this file.
const share = (community, file) =>
  stack.visit(async (page) => {
    await page.goto(stack.page(`<fanfare-stories community="${community.slug}" subject="kettle"></fanfare-stories>`));
    const form = page.locator("form[data-path=stories]");
    await form.locator("[name=title]").fill("Nothing to be seen");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form.getByRole("button", { name: "Add a picture" }).click()]);
    await chooser.setFiles(file);
    await form.getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });
    await form.getByLabel("What it shows").fill("Noise");
    await form.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".story").waitFor();
  });

// Which file a browser takes for the picture in the list of stories, and how wide that is.
const taken = (community, options) => {
  let found;
  return stack
    .visit(async (page) => {
      await page.goto(`${community.page}/stories`);
      found = await page.waitForFunction(() => {
        const image = document.querySelector(".story .media img");
        const { complete, currentSrc, naturalWidth } = image;
        return complete && naturalWidth && { address: currentSrc };
      });
      found = await found.jsonValue();
      await page.screenshot({ path: screenshotPath(`variant-${options.deviceScaleFactor}`) });
    }, options)
    .then(() => found);
};

const plain = { viewport: { width: 800, height: 700 }, deviceScaleFactor: 1 };
const dense = { viewport: { width: 800, height: 700 }, deviceScaleFactor: 3 };

test("a browser takes the smaller variant where that is enough, and the file where a screen needs it", async () => {
  const community = await stack.community();
  await share(community, noise());
  const small = await taken(community, plain);
  assert.match(small.address, /variant=1$/);
  const { headers } = await fetch(small.address);
  assert.match(headers.get("content-type"), /^image\/(webp|jpeg)$/);
  assert.doesNotMatch((await taken(community, dense)).address, /variant=1$/);
});

test("a video has the poster that its sender's browser made", async () => {
  const community = await stack.community();
  await share(community, CLIP);
  const { data } = await community.operator.get("stories");
  const [medium] = data[0].media;
  assert.equal(medium.variant, true);
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/stories/${data[0].id}`);
    const poster = await page.locator("video").evaluate(({ poster }) => poster);
    const { headers } = await fetch(poster);
    assert.match(headers.get("content-type"), /^image\/(webp|jpeg)$/);
    await page.screenshot({ path: screenshotPath("video-poster") });
  });
});

test("what was sent without scripts gets its variant from the browser of whoever decides about it", async () => {
  const community = await stack.community({ moderation: { guests: "all" } });
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/share?subject=kettle&subject_name=the+kettle`);
    await page.locator("main [name=title]").fill("Nothing to be seen");
    await page.getByLabel("Picture or video", { exact: true }).setInputFiles(noise());
    await page.getByLabel("What it shows").fill("Noise");
    await page.locator("main").getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Nothing to be seen").first().waitFor();
  }, { javaScriptEnabled: false });
  const moderator = await community.staff("moderator");
  await stack.visit(async (page) => {
    await page.context().addCookies([{ name: `fanfare-${community.slug}`, value: moderator.token, url: community.page }]);
    const given = page.waitForResponse((response) => response.request().method() == "PUT" && response.url().includes("/media/"));
    await page.goto(`${community.page}/moderation`);
    assert.equal((await given).status(), 200);
    await page.screenshot({ path: screenshotPath("variant-decided"), fullPage: true });
    await page.getByRole("button", { name: "Approve" }).click();
    await page.locator("main article").waitFor({ state: "detached" });
  });
  await until("everybody gets the variant", async () => {
    const { data } = await community.operator.get("stories");
    return data[0]?.media[0].variant === true;
  });
  assert.match((await taken(community, plain)).address, /variant=1$/);
});

// Sends something with a picture by a form of our pages, without scripts; what stands in its first field.
const sendByForm = (community, path, label, button) =>
  stack.visit(async (page) => {
    await page.goto(`${community.page}/${path}`);
    await page.getByLabel(label).fill("Nothing to be seen");
    await page.getByLabel("Picture or video", { exact: true }).setInputFiles(noise());
    await page.getByLabel("What it shows").fill("Noise");
    await page.locator("main").getByRole("button", { name: button, exact: true }).click();
    await page.getByText("Nothing to be seen").first().waitFor();
  }, { javaScriptEnabled: false });

const signIn = (page, community, { token }) => page.context().addCookies([{ name: `fanfare-${community.slug}`, value: token, url: community.page }]);

// Once the server has the variant that somebody's browser makes while they do this.
const given = async (page, decide) => {
  const put = page.waitForResponse((response) => response.request().method() == "PUT" && response.url().includes("/media/"));
  await decide();
  assert.equal((await put).status(), 200);
};

// Whether everybody is given a variant of what was sent.
const varied = (community, path) =>
  until("everybody gets the variant", async () => {
    const { media } = await community.operator.get(path);
    return media[0].variant === true;
  });

test("whoever approves a question in place, in an embed, makes the variant that its sender's browser did not", async () => {
  const community = await stack.community({ moderation: { guests: "all" } });
  await sendByForm(community, "ask", "Your question", "Ask");
  await stack.visit(async (page) => {
    await signedIn(page, await community.staff("moderator"));
    await page.goto(stack.embed(community, { subject: community.slug }));
    await takenOver(page);
    await given(page, () => page.locator("[part=question]").getByRole("button", { name: "Approve" }).click());
  });
  const { data } = await community.operator.get("questions");
  await varied(community, `questions/${data[0].id}`);
});

test("whoever approves an answer on the page of its question makes the variant that its sender's browser did not", async () => {
  const community = await stack.community({ moderation: { guests: "all" } });
  const question = await (await community.staff("owner", "Ines")).ask("What is to be seen?");
  await sendByForm(community, `questions/${question.id}/answer`, "Your answer", "Answer");
  const moderator = await community.staff("moderator");
  await stack.visit(async (page) => {
    await signIn(page, community, moderator);
    await page.goto(`${community.page}/questions/${question.id}`);
    await pageTakenOver(page);
    const answer = page.locator(".answer");
    await given(page, () => answer.getByRole("button", { name: "Approve" }).click());
    await answer.getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });
  });
  const { data } = await community.operator.get(`questions/${question.id}/answers`);
  await varied(community, `answers/${data[0].id}`);
});

test("whoever decides about a story on its page makes the variant that its sender's browser did not", async () => {
  const community = await stack.community({ moderation: { guests: "all" } });
  await sendByForm(community, "share?subject=kettle&subject_name=the+kettle", "In a line", "Send");
  const moderator = await community.staff("moderator");
  const { data } = await moderator.get("moderation/queue");
  await stack.visit(async (page) => {
    await signIn(page, community, moderator);
    await given(page, () => page.goto(`${community.page}/stories/${data[0].target}`));
  });
  await varied({ operator: moderator }, `stories/${data[0].target}`);
});
