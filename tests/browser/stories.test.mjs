// `<fanfare-stories>` and `<fanfare-gallery>` on another site, without an application: under a policy that allows
// little, in dark and Arabic, in a narrow place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { signedIn } from "./support/visit.mjs";

const DAY = 864e5;
const LONG = "Maximiliane Sample of Seven Mountains";

let community;
let author;
let expert;
let story;

const upload = async (person) => {
  const answer = await fetch(`${community.api}/media`, {
    method: "POST",
    headers: { authorization: `Bearer ${person.token}`, "content-type": "image/jpeg" },
    body: readFileSync(join(root, "tests/data/media/photo.jpg")),
  });
  return (await answer.json()).id;
};

const share = (person, title, more) => person.post("stories", { subject: "kettle", subject_name: "the kettle", title, ...more });

// Asks an author to have something in galleries, and agrees.
const feature = async (person, target) => {
  const { id } = await expert.post("features", { target: target.id, scopes: ["gallery"], until: Date.now() + DAY });
  await person.put(`features/${id}`, { act: "agree" });
  return id;
};

const stack = useStack(async (stack) => {
  community = await stack.community({ languages: ["en", "fr", "ar"] });
  expert = await community.staff("expert");
  author = await community.member(LONG);
  story = await share(author, "Sunday, by the lake", {
    markdown: "It *boiled* in the rain.",
    media: [{ id: await upload(author), alt: "A kettle on a stone" }],
  });
  await share(await community.member("Ines"), "Tea for eleven, in two rounds");
});

const element = (name, more = "") => `<${name} community="${community.slug}" ${more}></${name}>`;
const stories = () => element("fanfare-stories", 'subject="kettle" subject-name="the kettle"');
const card = (page, title) => page.locator(".story", { hasText: title });

const policy = () => ({
  headers: {
    "content-security-policy": [
      "default-src 'none'",
      `script-src ${stack.server.url}`,
      `connect-src ${stack.server.url}`,
      `img-src ${stack.server.url} data:`,
      "form-action 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ].join("; "),
  },
});

test("one reads, says something to a story, takes it back and shares, under a policy without wasm and inline styles", () =>
  stack.visit(async (page) => {
    await signedIn(page, await community.member("Robin Sample"));
    await page.goto(stack.page(stories(), policy()));
    const press = (name) => card(page, "Sunday, by the lake").getByRole("button", { name });
    await press("Made me smile").click();
    await card(page, "Sunday, by the lake").locator("[aria-pressed=true]", { hasText: "Made me smile" }).waitFor();
    assert.equal((await community.operator.get(`stories/${story.id}`)).acts.smiled, 1);
    await press("Made me smile").click();
    await card(page, "Sunday, by the lake").locator("[aria-pressed=false]", { hasText: "Made me smile" }).waitFor();
    assert.equal((await community.operator.get(`stories/${story.id}`)).acts.smiled, 0);

    await page.getByLabel("In a line").fill("A lid for a saucer");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "A lid for a saucer" }).waitFor();
    await page.getByRole("link", { name: "All stories" }).click();
    await card(page, "A lid for a saucer").waitFor();
    await card(page, "Sunday, by the lake").getByRole("link", { name: "Sunday, by the lake" }).click();
    await page.locator("article .words", { hasText: "It boiled in the rain." }).waitFor();
  }));

test("a visitor becomes a guest by an act", () =>
  stack.visit(async (page) => {
    await page.goto(stack.page(stories()));
    await card(page, "Tea for eleven").getByRole("button", { name: "I’ll try this" }).click();
    await card(page, "Tea for eleven").locator("[aria-pressed=true]").waitFor();
  }));

test("a gallery shows what its author agreed to, with a name that nothing crops, also 200 pixels wide", async () => {
  const id = await feature(author, story);
  const address = stack.page(`<div id="narrow">${element("fanfare-gallery")}</div>`, { ...policy(), head: "" });
  await stack.visit(
    async (page) => {
      await page.goto(address);
      const name = page.locator(".featured .author b");
      await name.waitFor();
      assert.equal(await name.textContent(), LONG);
      const { scroll, client, overflow } = await name.evaluate((node) => ({
        scroll: node.scrollWidth,
        client: node.clientWidth || node.getBoundingClientRect().width,
        overflow: [...(function* up(n) { for (; n?.parentElement; n = n.parentElement) yield getComputedStyle(n.parentElement).overflow; })(node)],
      }));
      assert.ok(scroll <= Math.ceil(client), `${scroll} in ${client}`);
      assert.ok(!overflow.includes("hidden"), overflow.join());
      await page.locator(".featured img:not(.avatar img)").waitFor();
      await fits(page, "the gallery");
      await page.screenshot({ path: screenshotPath("gallery-200"), fullPage: true });
    },
    { viewport: { width: 200, height: 700 } },
  );
  await author.put(`features/${id}`, { act: "revoke" });
  await stack.visit(async (page) => {
    await page.goto(address);
    await page.waitForFunction(async () => {
      const gallery = document.querySelector("fanfare-gallery");
      gallery.reload?.();
      await new Promise((done) => setTimeout(done, 200));
      return gallery.shadowRoot?.querySelector(".gallery")?.childElementCount === 0;
    });
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
    test(`axe finds nothing, and nothing is wider than 360 pixels (${colorScheme}, ${dir})`, async () => {
      const id = await feature(author, story);
      await stack.visit(
        async (page) => {
          await page.goto(stack.page(`${stories()}${element("fanfare-gallery")}`, { lang, dir, head: "<style>:root { color-scheme: light dark; }</style>" }));
          await page.locator(".featured").waitFor();
          await page.locator(".story").first().waitFor();
          await clean(page, "the embeds");
          await fits(page, "the embeds");
          await page.screenshot({ path: screenshotPath(`stories-${colorScheme}-${dir}`), fullPage: true });
          for (const path of ["/stories", `/stories/${story.id}`, "/gallery", "/share", `/act/${story.id}`]) {
            await page.goto(`${community.page}${path}?lang=${lang}`);
            await clean(page, path);
            await fits(page, path);
            await page.screenshot({ path: screenshotPath(`stories-page-${path.split("/")[1]}-${colorScheme}-${dir}`), fullPage: true });
          }
        },
        { colorScheme, viewport: { width: 360, height: 740 } },
      );
      await author.put(`features/${id}`, { act: "revoke" });
    });
  }
}

test("a story is shared and said something to without scripts", () =>
  stack.visit(
    async (page) => {
      await page.goto(`${community.page}/stories?subject=kettle`);
      await page.getByRole("link", { name: "Share yours" }).click();
      await page.getByLabel("In a line").fill("Without a script, with a kettle");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByRole("heading", { name: "Without a script, with a kettle" }).waitFor();
      await page.goto(`${community.page}/stories`);
      await card(page, "Tea for eleven").getByRole("button", { name: "This helped me" }).click();
      await card(page, "Tea for eleven").locator("[aria-pressed=true]", { hasText: "This helped me" }).waitFor();
    },
    { javaScriptEnabled: false },
  ));
