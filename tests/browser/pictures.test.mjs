// Pictures as people add them: chosen, pasted, described, taken back, sent; in an embed, on a page, without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { hold, pageTakenOver, takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();
const CLIP = join(root, "tests/data/media/clip.mp4");
const HEVC = join(root, "tests/data/media/hevc.mov");
const KEEP = "Your browser may not play this video. Download it";
const PHOTO = join(root, "tests/data/media/photo.jpg");
// A place, as it stands in the metadata of the photograph.
const HIDDEN = ["48.8583", "2.2945", "fanfare-canary"];
const svg = { name: "cup.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") };

const ask = (page) => page.locator("[data-send=ask]");
const title = (page) => ask(page).locator("[name=title]");
const add = (form) => form.getByRole("button", { name: "Add a picture" });
const there = (form) => form.getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });

// Presses the button and chooses files, as with the system's own window.
const choose = async (page, form, files) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), add(form).click()]);
  await chooser.setFiles(files);
};

// Asks, and opens what was asked where the list has it.
const askAndOpen = async (page) => {
  await ask(page).getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("link", { name: "Why is the crema thin?" }).click();
  await page.locator("[data-send=answer]").waitFor();
};

// Another visitor sees the picture of this description, and nothing of where it was taken.
const seen = (address, alt, options) =>
  stack.visit(async (page) => {
    await page.goto(address);
    const found = await page.waitForFunction((alt) => {
      const roots = [document, ...[...document.querySelectorAll("fanfare-questions")].map(({ shadowRoot }) => shadowRoot).filter(Boolean)];
      const picture = roots.flatMap((root) => [...root.querySelectorAll(".media img")]).find((picture) => picture.alt === alt);
      picture?.scrollIntoView();
      return picture?.complete && picture.naturalWidth > 0 && picture.src;
    }, alt);
    const bytes = Buffer.from(await (await fetch(await found.jsonValue())).arrayBuffer()).toString("latin1");
    for (const word of HIDDEN) assert.ok(!bytes.includes(word), `${word} is served`);
  }, options);

test("a picture is chosen, described and sent in an embed, and others see it without where it was taken", async () => {
  assert.ok(HIDDEN.every((word) => readFileSync(PHOTO).includes(word)), "the photograph says where it was taken");
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await choose(page, form, PHOTO);
    await there(form);
    await form.locator(".preview canvas").waitFor();
    await form.getByLabel("What it shows").fill("A cup from above");
    await page.screenshot({ path: screenshotPath("picture-embed") });
    await askAndOpen(page);
    await page.getByRole("img", { name: "A cup from above" }).waitFor();

    const answer = page.locator("[data-send=answer]");
    await answer.locator("textarea").fill("Grind it finer.");
    await choose(page, answer, PHOTO);
    await there(answer);
    await answer.getByLabel("What it shows").fill("A finer grind");
    await answer.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer").getByRole("img", { name: "A finer grind" }).waitFor();
    await page.screenshot({ path: screenshotPath("picture-answered"), fullPage: true });
  });
  const { data } = await community.operator.get("questions");
  const address = `${community.page}/questions/${data[0].id}`;
  await seen(address, "A cup from above");
  await seen(address, "A finer grind");
  await seen(stack.embed(community, { question: data[0].id }), "A cup from above");
});

test("a picture is sent from a page that the application took over", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await pageTakenOver(page);
    await title(page).fill("Why is the crema thin?");
    await choose(page, ask(page), PHOTO);
    await there(ask(page));
    await askAndOpen(page);
    assert.equal(await page.locator(".media img").count(), 1);
  });
});

test("a picture is sent without scripts, and a refused one says why", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/ask`);
    await page.getByLabel("Your question").fill("Why is the crema thin?");
    await page.getByLabel("Picture or video", { exact: true }).setInputFiles(svg);
    await page.getByLabel("What it shows").fill("A cup from above");
    await page.screenshot({ path: screenshotPath("picture-form"), fullPage: true });
    await page.locator("main").getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator(".field .wrong").getByText("Send a JPEG, PNG or WebP file, or a video as MP4.").waitFor();
    await page.screenshot({ path: screenshotPath("picture-form-refused"), fullPage: true });
    assert.equal(await page.getByLabel("What it shows").inputValue(), "A cup from above");
    await page.getByLabel("Picture or video", { exact: true }).setInputFiles(PHOTO);
    await page.locator("main").getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Why is the crema thin?" }).waitFor();
    await page.getByRole("img", { name: "A cup from above" }).waitFor();
  }, { javaScriptEnabled: false, expect: [/422/] });
  const { data } = await community.operator.get("questions");
  await seen(`${community.page}/questions/${data[0].id}`, "A cup from above");
});

test("a video is chosen, shown, described and sent in an embed, and plays where its story stands", async () => {
  const community = await stack.community();
  const element = `<fanfare-stories community="${community.slug}" subject="kettle"></fanfare-stories>`;
  await stack.visit(async (page) => {
    await page.goto(stack.page(element));
    const form = page.locator("form[data-path=stories]");
    await form.getByLabel("What do you share, in a line?").or(form.locator("[name=title]")).first().fill("It sings when it is warm");
    await choose(page, form, CLIP);
    await form.getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });
    await form.locator(".preview canvas").waitFor();
    await form.getByLabel("What it shows").fill("A kettle that sings");
    await page.screenshot({ path: screenshotPath("video-composer") });
    await form.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator("video").waitFor();
    await page.screenshot({ path: screenshotPath("video-story"), fullPage: true });
  });
  const { data } = await community.operator.get("stories");
  assert.equal(data[0].media[0].alt, "A kettle that sings");
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/stories/${data[0].id}`);
    const video = page.locator("video");
    assert.equal(await video.getAttribute("aria-label"), "A kettle that sings");
    await video.evaluate((video) => Object.assign(video, { muted: true }).play());
    await page.waitForFunction(() => document.querySelector("video").ended);
    assert.deepEqual(await video.evaluate(({ videoWidth, videoHeight }) => [videoWidth, videoHeight]), [96, 64]);
    await page.screenshot({ path: screenshotPath("video-page"), fullPage: true });
    await clean(page, "a video");
  });
});

test("a video that not every browser plays is sent, and stands beside the way to keep it", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.page(`<fanfare-stories community="${community.slug}" subject="kettle"></fanfare-stories>`));
    const form = page.locator("form[data-path=stories]");
    await form.locator("[name=title]").fill("It sings when it is warm");
    await choose(page, form, HEVC);
    await there(form);
    await form.getByLabel("What it shows").fill("A kettle that sings");
    await form.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("link", { name: KEEP }).waitFor();
    await page.screenshot({ path: screenshotPath("video-limited"), fullPage: true });
    const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: KEEP }).click()]);
    const { data } = await community.operator.get("stories");
    assert.equal(kept.suggestedFilename(), `${data[0].media[0].id}.mp4`);
  });
  const { data } = await community.operator.get("stories");
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/stories/${data[0].id}`);
    await page.getByRole("link", { name: KEEP }).waitFor();
    await clean(page, "a video that not every browser plays");
    await page.screenshot({ path: screenshotPath("video-limited-page"), fullPage: true });
  }, { viewport: { width: 360, height: 740 } });
});

test("a video that is too long for the server or no video says so, and can be taken back", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why does it sing?");
    const form = ask(page);
    await choose(page, form, { name: "clip.mp4", mimeType: "video/mp4", buffer: Buffer.from("no video at all") });
    await form.locator(".added .wrong").getByText("or a video as MP4").waitFor();
    await form.getByRole("button", { name: "Remove" }).click();
    await form.locator(".added li").waitFor({ state: "detached" });
    await choose(page, form, CLIP);
    await form.getByRole("status").getByText("It goes along.").waitFor({ state: "attached" });
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Why does it sing?" }).or(page.getByRole("link", { name: "Why does it sing?" })).first().waitFor();
  }, { expect: [/status of 415/] });
  const { data } = await community.operator.get("questions");
  const { media } = await community.operator.get(`questions/${data[0].id}`);
  assert.equal(media[0].video, true);
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community, { question: data[0].id }));
    await takenOver(page);
    await page.locator("video").waitFor();
  });
});

test("a video is sent without scripts", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(`${community.page}/share?subject=kettle&subject_name=the+kettle`);
    await page.locator("main [name=title]").fill("It sings when it is warm");
    await page.getByLabel("Picture or video", { exact: true }).setInputFiles(CLIP);
    await page.getByLabel("What it shows").fill("A kettle that sings");
    await page.locator("main").getByRole("button", { name: "Send", exact: true }).click();
    await page.locator("video").waitFor();
  }, { javaScriptEnabled: false });
});

test("what is no picture is refused with words, and taken back by the keyboard", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await choose(page, form, svg);
    await form.locator(".added .wrong").getByText("Choose a JPEG, PNG or WebP picture, or an MP4 video.").waitFor();
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await form.getByText("A picture did not arrive.").waitFor();
    assert.equal(await title(page).inputValue(), "Why is the crema thin?");
    await form.getByRole("button", { name: "Remove" }).focus();
    await page.keyboard.press("Enter");
    await form.locator(".added li").waitFor({ state: "detached" });
    assert.ok(await add(form).evaluate((button) => button.getRootNode().activeElement === button), "the focus goes on from the button");
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Why is the crema thin?" }).waitFor();
  });
});

test("words wait for their picture; one that did not arrive is sent again under its key", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    const keys = [];
    let release;
    const held = new Promise((go) => (release = go));
    await page.route("**/media", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length === 1) return route.abort();
      await held;
      return route.continue();
    });
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await choose(page, form, PHOTO);
    await form.locator(".added .wrong").getByText("It did not arrive.").waitFor();
    await form.getByRole("button", { name: "Try again" }).click();
    await form.locator("progress").waitFor();
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await form.getByText("Sending").waitFor();
    release();
    await page.getByRole("link", { name: "Why is the crema thin?" }).click();
    await page.locator("[data-send=answer]").waitFor();
    assert.equal(await page.locator(".media img").count(), 1);
    assert.equal(new Set(keys).size, 1, "one key");
  }, { expect: [/net::ERR_FAILED/] });
});

test("a picture that is taken back while it is on its way is not sent with the words", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.route("**/media", (route) => (route.request().method() === "POST" ? undefined : route.fallback()));
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await choose(page, form, PHOTO);
    await form.locator("progress").waitFor();
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await form.getByText("Sending").waitFor();
    await form.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("link", { name: "Why is the crema thin?" }).click();
    await page.locator("[data-send=answer]").waitFor();
    assert.equal(await page.locator(".media img").count(), 0);
  });
});

test("a picture that came before its sender signed in goes along once they did", async () => {
  const community = await stack.community({ writers: "signed_in" });
  const person = await community.member("Ines");
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.evaluate(() => addEventListener("fanfare:login:requested", (event) => event.preventDefault()));
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await choose(page, form, PHOTO);
    await form.locator(".added .wrong").waitFor();
    await form.getByRole("button", { name: "Ask", exact: true }).click();
    await form.getByText("Sign in").first().waitFor();
    await page.evaluate((token) => window.fanfare.identify(async () => token), person.signIn());
    await page.getByRole("link", { name: "Why is the crema thin?" }).click();
    await page.locator(".media img").waitFor();
  }, { expect: [/status of 40[13]/] });
});

test("pasted pictures are taken, four at most", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await title(page).fill("Why is the crema thin?");
    const form = ask(page);
    await add(form).waitFor();
    await title(page).evaluate(async (field) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 1500 });
      canvas.getContext("2d").fillRect(0, 0, 1500, 1500);
      const blob = await new Promise((done) => canvas.toBlob(done));
      const clipboardData = new DataTransfer();
      for (let at = 0; at < 5; at += 1) clipboardData.items.add(new File([blob], "pasted.png", { type: "image/png" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    });
    await form.locator(".added li").nth(3).waitFor();
    assert.equal(await form.locator(".added li").count(), 4);
    await add(form).waitFor({ state: "hidden" });
    await there(form);
    await askAndOpen(page);
    assert.equal(await page.locator(".media img").count(), 4);
  });
  const { data } = await community.operator.get("questions");
  const { media } = await community.operator.get(`questions/${data[0].id}`);
  assert.deepEqual([media[0].width, media[0].height], [2048, 1024]);
});

test("without WebAssembly a picture is sent by HTML, too", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(stack.embed(community));
    await title(page).fill("Why is the crema thin?");
    await choose(page, ask(page), PHOTO);
    await there(ask(page));
    await ask(page).getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("heading", { name: "Why is the crema thin?" }).waitFor();
    assert.equal(await page.locator(".media img").count(), 1);
  }, { expect: [/net::ERR_FAILED/] });
});

test("who writes before the scripts came adds a picture, too, and finds the words after a reload", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    const release = await hold(page, "**/interaction*.js");
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(stack.embed(community));
    await title(page).fill("Why is the crema thin?");
    release();
    await choose(page, ask(page), PHOTO);
    await there(ask(page));
    await page.reload();
    await until("the words", async () => (await title(page).inputValue()) === "Why is the crema thin?");
  }, { expect: [/net::ERR_FAILED/] });
});

for (const [lang, dir, words] of [["en", "ltr", ["Add a picture", "Remove"]], ["fr", "ltr", ["Ajouter une image", "Retirer"]], ["ar", "rtl", ["أضف صورة", "أزل"]]]) {
  test(`a composer with pictures fits a telephone and axe finds nothing, ${lang}`, async () => {
    const community = await stack.community();
    await stack.visit(
      async (page) => {
        await page.goto(stack.embed(community, { theme: "auto" }, { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
        await takenOver(page);
        await title(page).fill("Why is the crema thin?");
        const form = ask(page);
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form.getByRole("button", { name: words[0] }).click()]);
        await chooser.setFiles([PHOTO, join(root, "tests/data/media/shot.png")]);
        await form.locator("progress:visible").first().waitFor({ state: "detached" });
        await form.getByRole("button", { name: words[1] }).nth(1).waitFor();
        await fits(page, "the composer");
        await page.screenshot({ path: screenshotPath(`picture-narrow-${lang}`), fullPage: true });
        await clean(page, "the composer");
      },
      { viewport: { width: 360, height: 740 }, colorScheme: lang === "fr" ? "dark" : "light" },
    );
  });
}
