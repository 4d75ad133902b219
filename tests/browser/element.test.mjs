// The elements as `fanfare.d.ts` describes them: attributes, methods, events, the module's functions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { openContest } from "./support/contest.mjs";
import { root } from "./support/environment.mjs";
import { questions } from "./support/shop.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";
import { painted, signedIn, takenOver } from "./support/visit.mjs";

const TITLE = "How do I descale the kettle?";
const OTHER = "Does the kettle whistle?";

let community;
let question;

const stack = useStack(async (stack) => {
  community = await stack.community();
  const ines = await community.member("Ines");
  await ines.ask(OTHER);
  question = await ines.ask(TITLE);
  await ines.ask("How long does the battery last?", { subject: "battery", subject_name: "the battery" });
  await ines.answer(question, "With vinegar, once a month.");
});

// Every event that was heard in this file.
const heard = new Set();

// Notes all events on `window`, which hears only those that bubble out of everything.
const listen = (page) =>
  page.addInitScript(() => {
    window.heard = [];
    for (const name of ["ready", "error", "question:created", "answer:created", "story:created", "contest:voted", "contest:entered", "vote:changed", "login:requested", "count"]) {
      addEventListener(`fanfare:${name}`, ({ detail, bubbles, composed, cancelable, target }) =>
        window.heard.push({ name, detail, bubbles, composed, cancelable, from: target.localName }),
      );
    }
  });

// The first event of this name that the page heard.
const event = async (page, name) => {
  const found = await until(`fanfare:${name}`, () => page.evaluate((wanted) => window.heard.find(({ name }) => name === wanted), name));
  heard.add(name);
  assert.ok(found.bubbles && found.composed, `${name} leaves every shadow root`);
  return found;
};

const element = (page, run, argument) =>
  page.evaluate(([source, argument]) => new Function("element", "argument", `return (${source})(element, argument)`)(document.querySelector("fanfare-questions"), argument), [run.toString(), argument]);

test("ready, question:created, answer:created and vote:changed tell what the API answered", async () => {
  const community = await stack.community();
  const asked = await (await community.member("Ines")).ask(OTHER);
  await stack.visit(async (page) => {
    await listen(page);
    await page.goto(stack.embed(community));
    assert.deepEqual(await event(page, "ready"), { name: "ready", detail: {}, bubbles: true, composed: true, cancelable: false, from: "fanfare-questions" });
    await takenOver(page);
    await page.getByRole("button", { name: "Me too" }).click();
    const vote = await event(page, "vote:changed");
    assert.deepEqual(vote.detail, { target: asked.id, value: 1, up: 1, down: 0, notify: false });

    await page.getByLabel("Your question").fill("Can I boil milk in it?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const { detail } = await event(page, "question:created");
    assert.deepEqual([detail.title, detail.state], ["Can I boil milk in it?", "published"]);
    await page.getByRole("link", { name: "Can I boil milk in it?" }).click();
    await page.locator("article [part=heading]", { hasText: "Can I boil milk in it?" }).waitFor();
    await page.locator("textarea[name=markdown]").fill("Better not.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    const answered = await event(page, "answer:created");
    assert.deepEqual([answered.detail.question_id, answered.detail.state], [detail.id, "published"]);
    assert.equal(await page.evaluate(() => window.heard.filter(({ name }) => name === "ready").length), 1);
  });
});

test("the same events come in HTML mode", async () => {
  const community = await stack.community();
  const asked = await (await community.member("Ines")).ask(OTHER);
  await stack.visit(async (page) => {
    await listen(page);
    await page.route("**/*.wasm", () => undefined);
    await page.goto(stack.embed(community));
    await event(page, "ready");
    await page.getByRole("button", { name: "Me too" }).click();
    assert.deepEqual((await event(page, "vote:changed")).detail, { target: asked.id, value: 1, up: 1, down: 0, notify: false });
    await page.getByLabel("Your question").fill("Can I boil milk in it?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal((await event(page, "question:created")).detail.title, "Can I boil milk in it?");
    await page.locator("article [part=heading]", { hasText: "Can I boil milk in it?" }).waitFor();
    await page.locator("textarea[name=markdown]").fill("Better not.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    assert.equal((await event(page, "answer:created")).detail.state, "published");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

test("error comes when nothing can be fetched; the page's own content stays, and the questions come with the connection", () =>
  stack.visit(
    async (page) => {
      await listen(page);
      await page.route("**/fragment?*", (route) => route.abort());
      await page.goto(stack.page(questions(community, {}, "<a href='/questions'>Questions about the kettle</a>")));
      const { detail } = await event(page, "error");
      assert.ok(detail.message, "the reason is told");
      assert.equal(await page.getByRole("link", { name: "Questions about the kettle" }).isVisible(), true);
      await page.unrouteAll();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.getByRole("link", { name: TITLE }).waitFor();
    },
    { expect: [/ERR_FAILED/] },
  ));

test("login:requested can be prevented by a page that has its own sign-in, and identify goes on", async () => {
  const community = await stack.community({ writers: "signed_in" });
  const person = await community.member("Ines");
  await stack.visit(async (page) => {
    await listen(page);
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.evaluate(() => addEventListener("fanfare:login:requested", (event) => event.preventDefault()));
    await page.getByLabel("Your question").fill(TITLE);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const { cancelable, from } = await event(page, "login:requested");
    assert.deepEqual([cancelable, from], [true, "fanfare-questions"]);
    assert.equal(await page.locator("[part=sign-in]").count(), 0, "the page shows its own");
    await page.evaluate((token) => window.fanfare.identify(async () => token), person.signIn());
    await page.getByRole("heading", { name: TITLE }).waitFor();
  });
  const { data } = await community.operator.get("questions");
  assert.deepEqual(data.map(({ title, author }) => [title, author.name]), [[TITLE, "Ines"]]);
});

test("where nobody prevents it, an address is asked for", async () => {
  const community = await stack.community({ writers: "signed_in" });
  await stack.visit(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    await page.getByLabel("Your question").fill(TITLE);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator("[part=sign-in]").getByLabel("Your e-mail address").fill("ines@halden.example");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByText("A link is on its way to ines@halden.example").waitFor();
    assert.equal(await page.getByLabel("Your question").inputValue(), TITLE, "what was typed is kept");
  });
});

test("calls before the module are kept, on is stopped, logout ends the session", async () => {
  const community = await stack.community();
  const person = await community.member("Ines");
  await stack.visit(async (page) => {
    await signedIn(page, person);
    await page.goto(stack.embed(community));
    await takenOver(page);
    // Who is known is not asked for a name.
    const name = page.getByLabel("Your name, if you like");
    await page.getByLabel("Your question").click();
    await name.waitFor({ state: "detached" });
    const told = await page.evaluate(async () => {
      let times = 0;
      const stop = window.fanfare.on("error", () => (times += 1));
      const tell = () => document.querySelector("fanfare-questions").dispatchEvent(new CustomEvent("fanfare:error", { bubbles: true, composed: true }));
      tell();
      stop();
      tell();
      return times;
    });
    assert.equal(told, 1);
    const ended = page.waitForRequest((request) => request.method() === "DELETE" && request.url().endsWith("/session"));
    await page.evaluate(() => window.fanfare.logout());
    await ended;
    await name.waitFor({ state: "attached" });
    assert.equal(await page.evaluate((slug) => localStorage.getItem(`fanfare:${slug}:session`), community.slug), null);
  });
});

test("every property of custom-elements.json is its attribute, and back", () =>
  stack.visit(async (page) => {
    const { modules } = JSON.parse(readFileSync(join(root, "widget/loader/custom-elements.json"), "utf8"));
    const elements = modules.flatMap(({ declarations }) => declarations).filter(({ customElement }) => customElement);
    await page.goto(stack.page(`${questions(community)}<fanfare-count community="${community.slug}"></fanfare-count>`));
    await painted(page);
    for (const { tagName, attributes } of elements) {
      const reflected = await page.evaluate(
        async ([tagName, attributes]) => {
          await customElements.whenDefined(tagName);
          const own = document.createElement(tagName);
          return attributes.map(({ name, fieldName }) => {
            own[fieldName] = "x";
            const there = own.getAttribute(name);
            own[fieldName] = null;
            own.setAttribute(name, "y");
            const back = own[fieldName];
            own.removeAttribute(name);
            return [name, there, back, own[fieldName]];
          });
        },
        [tagName, attributes],
      );
      for (const [name, ...values] of reflected) assert.deepEqual(values, ["x", "y", ""], `${tagName} ${name}`);
    }
  }));

test("what the page set before the loader came is what is shown", () =>
  stack.visit(async (page) => {
    let letIn;
    const set = new Promise((resolve) => (letIn = resolve));
    await page.route("**/embed/v1/fanfare.js", (route) => set.then(() => route.continue()));
    await page.goto(stack.page(`${questions(community)}<fanfare-count>Questions</fanfare-count>`), { waitUntil: "domcontentloaded" });
    await page.evaluate((slug) => {
      Object.assign(document.querySelector("fanfare-questions"), { subject: "battery", subjectName: "the battery" });
      Object.assign(document.querySelector("fanfare-count"), { community: slug, subject: "battery" });
    }, community.slug);
    letIn();
    await page.getByRole("link", { name: "How long does the battery last?" }).waitFor();
    await page.locator("fanfare-count", { hasText: "1 question" }).waitFor();
    assert.equal(await page.getByRole("link", { name: TITLE }).count(), 0);
    const attributes = await element(page, (element) => [element.getAttribute("subject"), element.getAttribute("subject-name")]);
    assert.deepEqual(attributes, ["battery", "the battery"]);
  }));

for (const [mode, ready] of [["HTML mode", painted], ["the application", takenOver]]) {
  test(`attributes are followed by ${mode}`, () =>
    stack.visit(async (page) => {
      if (ready === painted) await page.route("**/*.wasm", () => undefined);
      await page.goto(stack.embed(community));
      await ready(page);
      const set = (properties) => page.evaluate((properties) => Object.assign(document.querySelector("fanfare-questions"), properties), properties);
      await set({ subject: "battery", subjectName: "the battery" });
      await page.getByRole("link", { name: "How long does the battery last?" }).waitFor();
      assert.equal(await page.getByRole("link", { name: TITLE }).count(), 0);
      await set({ subject: "kettle", sort: "unanswered" });
      await page.getByRole("link", { name: OTHER }).waitFor();
      await page.getByRole("link", { name: TITLE }).waitFor({ state: "detached" });
      await set({ sort: null, question: question.id });
      await page.getByText("With vinegar, once a month.").waitFor();
      await page.locator("article [part=heading]", { hasText: TITLE }).waitFor();
      await set({ question: null });
      await page.getByRole("link", { name: OTHER }).waitFor();
      await set({ lang: "ar" });
      await page.locator(".fanfare[dir=rtl]").waitFor();
      await set({ lang: "fr" });
      // While one takes over from the other, both are there.
      await page.locator(".fanfare[lang=fr]").first().waitFor();
      await page.unrouteAll({ behavior: "ignoreErrors" });
    }));
}

test("update sets several properties as one change", () =>
  stack.visit(async (page) => {
    await page.route("**/*.wasm", () => undefined);
    await page.goto(stack.embed(community));
    await painted(page);
    const asked = [];
    page.on("request", (request) => request.url().includes("/fragment?") && asked.push(new URL(request.url()).searchParams));
    await element(page, (element) => element.update({ subject: "battery", lang: "fr", sort: "new" }));
    await page.getByRole("link", { name: "How long does the battery last?" }).waitFor();
    assert.deepEqual(asked.map((query) => [query.get("subject"), query.get("lang"), query.get("sort")]), [["battery", "fr", "new"]]);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }));

test("reload shows what is there now, focusComposer puts the caret where one asks, destroy ends it", async () => {
  const community = await stack.community();
  const ines = await community.member("Ines");
  await ines.ask(OTHER);
  await stack.visit(async (page) => {
    await page.goto(stack.page(questions(community, {}, "<a href='/questions'>Questions about the kettle</a>")));
    await takenOver(page);
    await element(page, (element) => element.focusComposer());
    await page.waitForFunction(() => document.querySelector("fanfare-questions").root.activeElement?.name === "title");
    await ines.ask(TITLE);
    await until("the new question", async () => {
      await element(page, (element) => element.reload());
      return page.getByRole("link", { name: TITLE }).count();
    });
    await element(page, (element) => element.destroy());
    assert.equal(await page.getByRole("link", { name: "Questions about the kettle" }).isVisible(), true);
    await element(page, (element) => element.reload());
    assert.equal(await page.getByRole("link", { name: OTHER }).count(), 0, "what was ended stays ended");
  });
});

test("loading=lazy paints when the element comes near, eager at once", () =>
  stack.visit(async (page) => {
    const far = "<div style='block-size: 6000px'></div>";
    await page.goto(stack.page(`${questions(community, { loading: "lazy", id: "near" })}${far}${questions(community, { loading: "lazy", id: "far" })}${questions(community, { id: "eager" })}`));
    await page.locator("#near .fanfare").first().waitFor();
    await page.locator("#eager .fanfare").first().waitFor();
    assert.equal(await page.locator("#far .fanfare").count(), 0);
    await page.locator("#far").evaluate((element) => element.scrollIntoView());
    await page.locator("#far .fanfare").first().waitFor();
  }));

test("theme forces light and dark, and inherit takes the page's colors and ground", async () => {
  const head = "<style>:root { color-scheme: light; } .night { color-scheme: dark; background: rgb(10, 20, 30); }</style>";
  const themed = (theme) => questions(community, { theme, id: theme });
  const body = `${themed("auto")}${themed("light")}${themed("dark")}<div class="night">${themed("inherit")}</div>`;
  await stack.visit(
    async (page) => {
      // The sheet is the same before and after the take-over: nothing changes under the eye.
      await page.route("**/*.wasm", () => undefined);
      await page.goto(stack.page(body, { head }));
      await painted(page);
      const look = (theme) =>
        page.locator(`#${theme} .fanfare`).evaluate((root) => {
          const { colorScheme, backgroundColor, color } = getComputedStyle(root);
          return { colorScheme, backgroundColor, color };
        });
      const [auto, light, dark, inherit] = await Promise.all(["auto", "light", "dark", "inherit"].map(look));
      assert.equal(auto.color, dark.color, "auto is what the visitor prefers");
      assert.equal(light.colorScheme, "light");
      assert.equal(dark.colorScheme, "dark");
      assert.notEqual(light.color, dark.color);
      assert.notEqual(light.backgroundColor, dark.backgroundColor);
      assert.equal(inherit.colorScheme, "dark", "from the page around it");
      assert.equal(inherit.backgroundColor, "rgba(0, 0, 0, 0)", "the page's own ground");
      assert.equal(inherit.color, dark.color);
    },
    { colorScheme: "dark" },
  );
});

test("a count says its number in its language, tells the page, and all of a page are one request", () =>
  stack.visit(async (page) => {
    await listen(page);
    const asked = [];
    page.on("request", (request) => request.url().includes("/counts?") && asked.push(request.url()));
    const count = (subject, lang) => `<fanfare-count community="${community.slug}" subject="${subject}" lang="${lang}">Questions</fanfare-count>`;
    await page.goto(stack.page(`<p>${count("kettle", "en")} ${count("battery", "fr")} ${count("kettle", "ar")}</p>`));
    await page.getByText("2 questions").waitFor();
    await page.getByText("1 question", { exact: true }).waitFor();
    await page.getByText("سؤالان").waitFor();
    assert.equal(asked.length, 1, asked.join("\n"));
    const { detail, from } = await event(page, "count");
    assert.deepEqual([detail, from], [{ questions: 2, answers: 1 }, "fanfare-count"]);
    await page.evaluate(() => document.querySelector("fanfare-count").setAttribute("subject", "battery"));
    await page.locator("fanfare-count", { hasText: "1 question" }).first().waitFor();
  }));

test("a count follows what is asked in the embed beside it", async () => {
  const community = await stack.community();
  await (await community.member("Ines")).ask(OTHER);
  await stack.visit(async (page) => {
    await page.goto(stack.page(`<p><fanfare-count community="${community.slug}" subject="kettle">Questions</fanfare-count></p>${questions(community)}`));
    await takenOver(page);
    await page.locator("fanfare-count", { hasText: "1 question" }).waitFor();
    await page.getByLabel("Your question").fill(TITLE);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator("fanfare-count", { hasText: "2 questions" }).waitFor();
  });
});

test("a story that was shared is told to the page", () =>
  stack.visit(async (page) => {
    await listen(page);
    await page.goto(stack.page(`<fanfare-stories community="${community.slug}" subject="kettle"></fanfare-stories>`));
    await page.getByLabel("In a line").fill("Tea for eleven");
    await page.getByRole("button", { name: "Send" }).click();
    const { detail, from } = await event(page, "story:created");
    assert.deepEqual([detail.title, detail.state, from], ["Tea for eleven", "published", "fanfare-stories"]);
  }));

test("a vote in a contest and what was sent in are told to the page", async () => {
  const contest = await openContest(community);
  const agreed = { title: "Tea on the pass", markdown: "It snowed.", agreed: true };
  const entry = await (await community.member("Ines")).post(`contests/${contest.id}/entries`, agreed);
  const person = await community.member("Jonas");
  await stack.visit(async (page) => {
    await signedIn(page, person);
    await listen(page);
    await page.goto(stack.page(`<fanfare-contest community="${community.slug}" contest="${contest.id}"></fanfare-contest>`));
    await page.getByRole("button", { name: "Vote" }).click();
    const voted = await event(page, "contest:voted");
    assert.deepEqual([voted.detail.entries, voted.from], [[entry.id], "fanfare-contest"]);
    await page.getByRole("link", { name: "Send yours" }).click();
    await page.getByLabel("Your story", { exact: true }).fill("It rained.");
    await page.getByLabel(/is called/).fill("Tea on the roof");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Send it in" }).click();
    const { detail } = await event(page, "contest:entered");
    assert.deepEqual([detail.title, detail.state], ["Tea on the roof", "published"]);
  });
});

test("every event of fanfare.d.ts was heard above", () => {
  const types = readFileSync(join(root, "widget/loader/fanfare.d.ts"), "utf8");
  const [, events] = /interface FanfareEvents \{([^]*?)\n\}/.exec(types);
  const names = [...events.matchAll(/^ {2}"?([\w:]+)"?: CustomEvent/gm)].map(([, name]) => name);
  assert.deepEqual(names.toSorted(), [...heard].toSorted());
});
