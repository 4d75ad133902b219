// The application takes over our own pages: the same words in the same place, real addresses, the session of the
// forms, and a policy of content that it keeps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { useStack } from "./support/stack.mjs";
import { holdWasm, pageTakenOver as takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();

// What breaks the policy of the page, as it happens.
const watchPolicy = async (page) => {
  const broken = [];
  await page.exposeFunction("broken", (directive) => broken.push(directive));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => window.broken(event.violatedDirective)));
  return broken;
};

const withAnswer = async (community) => {
  const ines = await community.member("Ines");
  const question = await ines.ask("How do I descale the kettle?", { tags: ["cleaning"], markdown: "There is **limescale** in it." });
  await ines.answer(question, "With vinegar, once a month.");
  return question;
};

test("one asks, says me too, opens a question, answers and goes Back, at real addresses", async () => {
  const community = await stack.community();
  const question = await withAnswer(community);
  await stack.visit(async (page) => {
    const broken = await watchPolicy(page);
    await page.goto(community.page);
    await takenOver(page);
    const loaded = await page.evaluate(() => performance.timeOrigin);

    await page.getByLabel("Your question").fill("Can the lid go into the dishwasher?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("link", { name: "Can the lid go into the dishwasher?" }).waitFor();

    const counted = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
    await page.locator("li.row", { hasText: "How do I descale the kettle?" }).getByRole("button", { name: "Me too" }).click();
    await counted;

    await page.getByRole("link", { name: "How do I descale the kettle?" }).click();
    await page.getByRole("heading", { level: 1, name: "How do I descale the kettle?" }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/${community.slug}/questions/${question.id}/how-do-i-descale-the-kettle`);
    await page.waitForFunction(() => document.title.startsWith("How do I descale the kettle?"));
    await page.locator("textarea[name=markdown]").fill("Citric acid works too.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer", { hasText: "Citric acid works too." }).waitFor();

    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Questions" }).waitFor();
    assert.equal(page.url(), community.page);
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: "How do I descale the kettle?" }).waitFor();
    // All of it in one document.
    assert.equal(await page.evaluate(() => performance.timeOrigin), loaded);

    await page.reload();
    await page.getByRole("heading", { level: 1, name: "How do I descale the kettle?" }).waitFor();
    assert.deepEqual(broken, []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":session"))), []);
  });
  const { score, answer_count } = await community.operator.get(`questions/${question.id}`);
  assert.deepEqual({ score, answer_count }, { score: 1, answer_count: 2 });
});

test("words, caret and focus stay, and nothing moves", async () => {
  const community = await stack.community();
  await withAnswer(community);
  await stack.visit(async (page) => {
    await page.addInitScript(() => {
      window.shifts = [];
      window.since = 0;
      const note = (list) => list.getEntries().forEach(({ value, startTime, sources }) => startTime > window.since && window.shifts.push(`${value} ${sources.map(({ node }) => node?.nodeName)}`));
      new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    });
    const release = await holdWasm(page);
    await page.goto(community.page);
    const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await frames();
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    const title = page.getByLabel("Your question");
    await title.pressSequentially("Does it whistle");
    await title.evaluate((field) => field.setSelectionRange(5, 5));
    await frames();
    // The composer opened, as it was asked to.
    await page.evaluate(() => {
      window.since = performance.now();
      window.shifts = [];
    });
    // A date on a page is absolute, and in the application relative; the words of people are the same.
    const words = () => page.locator("main .heading, main .excerpt").allInnerTexts();
    const before = await words();
    release();
    await takenOver(page);
    await page.keyboard.type("still ");
    assert.equal(await title.inputValue(), "Does still it whistle");
    await frames();
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    assert.deepEqual(await words(), before);
    assert.equal(before.length, 3);
  });
});

test("a composer that is closed is never painted open, whenever the sheets come", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    // Who asks for a layout before the sheets are there gives every element a style to change from.
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
      new MutationObserver(() => document.documentElement.offsetHeight).observe(document, { childList: true, subtree: true });
    });
    await page.route("**/*.css", async (route) => {
      await page.waitForFunction(() => document.querySelector("footer")?.offsetHeight);
      await route.continue();
    });
    await page.goto(community.page);
    assert.equal(await page.locator("form.held .rest").isVisible(), false);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  });
});

for (const javaScriptEnabled of [true, false]) {
  test(`the address of an answer leads to it, with JavaScript ${javaScriptEnabled}`, async () => {
    const community = await stack.community();
    const ines = await community.member("Ines");
    const question = await ines.ask("How do I descale the kettle?");
    for (let n = 1; n <= 8; n += 1) await ines.answer(question, `Way ${n}.\n\n${"A line of it.\n\n".repeat(6)}`);
    const last = await ines.answer(question, "With vinegar, once a month.");
    await stack.visit(
      async (page) => {
        await page.goto(`${community.page}/questions/${question.id}#${last.id}`);
        if (javaScriptEnabled) await takenOver(page);
        const seen = () => page.locator(`.answer#${last.id}`, { hasText: "With vinegar" }).evaluate((answer) => answer.getBoundingClientRect().top);
        await until("the answer in sight", async () => (await seen()) < 720);
      },
      { javaScriptEnabled },
    );
  });
}

test("what a page says of itself to those who share it follows where one goes", async () => {
  const community = await stack.community();
  const question = await withAnswer(community);
  await stack.visit(async (page) => {
    const said = () =>
      page.evaluate(() => ({
        canonical: document.querySelector("link[rel=canonical]").href,
        french: document.querySelector("link[hreflang=fr]")?.href,
        data: document.querySelectorAll("script[type='application/ld+json']").length,
      }));
    const address = `${community.page}/questions/${question.id}/how-do-i-descale-the-kettle`;
    await page.goto(address);
    const painted = await said();
    assert.equal(painted.canonical, address);
    assert.equal(painted.data, 1);
    await takenOver(page);
    assert.deepEqual(await said(), painted);
    await page.getByRole("link", { name: "Questions about the kettle" }).click();
    await until("the address of the list", async () => (await said()).canonical == `${community.page}/subjects/kettle`);
    assert.equal((await said()).data, 0);
    await page.goBack();
    await until("the address of the question", async () => (await said()).canonical == address);
  });
});

test("a link with a modifier key opens a tab, and the page stays", async () => {
  const community = await stack.community();
  await withAnswer(community);
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await takenOver(page);
    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "How do I descale the kettle?" }).click({ modifiers: ["ControlOrMeta"] }),
    ]);
    await tab.waitForURL(/\/questions\//);
    assert.equal(page.url(), community.page);
  });
});

test("the application and the forms have one session", async () => {
  const community = await stack.community();
  const question = await withAnswer(community);
  await stack.visit(async (page) => {
    // Begun by the application, seen by a form.
    await page.goto(`${community.page}/questions/${question.id}`);
    await takenOver(page);
    await page.locator("textarea[name=markdown]").fill("Lemon juice.");
    await page.locator("[data-send=answer]").getByLabel("Your name, if you like").fill("Jonas");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.locator(".answer", { hasText: "Lemon juice." }).waitFor();
    await page.goto(`${community.page}/me`);
    assert.equal(await page.locator("main").getByRole("textbox").inputValue(), "Jonas");
    const [cookie] = await page.context().cookies();
    assert.deepEqual({ name: cookie.name, httpOnly: cookie.httpOnly, sameSite: cookie.sameSite }, { name: `fanfare-${community.slug}`, httpOnly: true, sameSite: "Lax" });

    // Changed by a form, seen by the application.
    await page.locator("main").getByRole("textbox").fill("Jonas Sample");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/done=1/);
    await page.goto(community.page);
    await takenOver(page);
    await page.getByLabel("Your question").fill("Does it whistle?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator("li.row", { hasText: "Does it whistle?" }).getByText("Jonas Sample").waitFor();

    // Ended by a form: the next act makes another guest.
    await page.goto(`${community.page}/sign-out`);
    await page.locator("main").getByRole("button").click();
    await page.waitForURL(community.page);
    assert.deepEqual(await page.context().cookies(), []);
    await takenOver(page);
    const counted = page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
    await page.getByRole("button", { name: "Me too" }).first().click();
    await counted;
    assert.equal((await page.context().cookies()).length, 1);
  });
});

test("a guest of a page gives way when the session ended elsewhere", async () => {
  const community = await stack.community();
  await withAnswer(community);
  await stack.visit(
    async (page) => {
      await page.goto(community.page);
      await takenOver(page);
      const counted = () => page.waitForResponse((answer) => answer.url().includes("/votes/") && answer.ok());
      const first = counted();
      await page.getByRole("button", { name: "Me too" }).click();
      await first;
      const [{ value }] = await page.context().cookies();
      await fetch(`${community.api}/session`, { method: "DELETE", headers: { authorization: `Bearer ${value}` } });
      await page.reload();
      await takenOver(page);
      const again = counted();
      await page.getByRole("button", { name: "Me too" }).click();
      await again;
      const [cookie] = await page.context().cookies();
      assert.notEqual(cookie.value, value);
    },
    // A session that is over is refused once.
    { expect: [/overlay\)$/] },
  );
});

test("what waits is seen by its author, at an address of its own", async () => {
  const community = await stack.community({ moderation: {} });
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await takenOver(page);
    await page.getByLabel("Your question").fill("Is the handle made of wood?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("link", { name: "Is the handle made of wood?" }).click();
    await page.waitForURL(/mine=1/);
    await page.getByRole("heading", { level: 1, name: "Is the handle made of wood?" }).waitFor();
  });
});

test("the application says what is refused in the reader's language, and keeps the words", async () => {
  const community = await stack.community();
  await stack.visit(
    async (page) => {
      await page.goto(`${community.page}?lang=fr`);
      await takenOver(page);
      const title = page.locator("[data-send=ask] [name=title]");
      await title.fill("Pourquoi\u202e est-ce si lent ?");
      await title.press("Enter");
      await page.getByText("Une question compte de 8 à 150 caractères").waitFor();
      assert.equal(await title.inputValue(), "Pourquoi\u202e est-ce si lent ?");
    },
    { expect: [/status of 422/] },
  );
});

test("what a form of the application keeps is there after a reload, before and after the change", async () => {
  const community = await stack.community();
  await stack.visit(async (page) => {
    await page.goto(community.page);
    await takenOver(page);
    const title = page.getByLabel("Your question");
    await title.pressSequentially("Does it whistle");
    await until("the draft", () => page.evaluate(() => Object.values(localStorage).some((text) => text.includes("Does it whistle"))));
    const release = await holdWasm(page);
    await page.reload();
    await until("the painted form to have it", async () => (await title.inputValue()) === "Does it whistle");
    release();
    await takenOver(page);
    assert.equal(await title.inputValue(), "Does it whistle");
  });
});

test("a later page of a list stays the later page", async () => {
  const community = await stack.community();
  for (const name of ["Ines", "Jonas", "Lea"]) {
    const person = await community.member(name);
    for (let number = 0; number < 8; number += 1) await person.ask(`How hot is cup number ${number} of ${name}?`);
  }
  await stack.visit(async (page) => {
    await page.goto(`${community.page}?sort=new`);
    await page.goto(new URL(await page.locator(".more a").first().getAttribute("href"), page.url()).href);
    const titles = () => page.locator("li.row h2").allInnerTexts();
    const painted = await titles();
    await takenOver(page);
    assert.deepEqual(await titles(), painted);
    assert.ok(painted.length > 0 && painted.length < 24);
  });
});

for (const { colorScheme, lang, width } of [
  { colorScheme: "light", lang: "en", width: 1280 },
  { colorScheme: "dark", lang: "en", width: 1280 },
  { colorScheme: "light", lang: "ar", width: 360 },
  { colorScheme: "dark", lang: "ar", width: 1280 },
  { colorScheme: "light", lang: "en", width: 360 },
]) {
  test(`axe finds nothing on a page that was taken over (${colorScheme}, ${lang}, ${width})`, async () => {
    const community = await stack.community({ accent: "#9c4122" });
    await withAnswer(community);
    await stack.visit(
      async (page) => {
        const broken = await watchPolicy(page);
        await page.goto(`${community.page}?lang=${lang}`);
        await takenOver(page);
        await clean(page, "the list");
        await page.screenshot({ path: screenshotPath(`page-list-${colorScheme}-${lang}-${width}`), fullPage: true });
        await page.getByRole("link", { name: "How do I descale the kettle?" }).click();
        await page.locator("article h1").waitFor();
        assert.equal(new URL(page.url()).searchParams.get("lang"), lang === "en" ? null : lang);
        await clean(page, "a question");
        await page.screenshot({ path: screenshotPath(`page-question-${colorScheme}-${lang}-${width}`), fullPage: true });
        await fits(page, "a question");
        assert.deepEqual(broken, []);
      },
      { colorScheme, viewport: { width, height: 800 } },
    );
  });
}
