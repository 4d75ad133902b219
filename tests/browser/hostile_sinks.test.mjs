// Nothing a person types runs in the places that few words reach: titles of staff, reasons, reports, notices by
// mail, the head of a page, suggestions, what was imported.

import assert from "node:assert/strict";
import { test } from "node:test";

import { guardedVisit, unlessRefused } from "./support/guard.mjs";
import { signInByMail } from "./support/mail.mjs";
import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";
import { signedIn, takenOver } from "./support/visit.mjs";
import { payloads } from "./support/xss_corpus.mjs";

// Below the limits of one person.
const PER_PERSON = 9;

const stack = useStack();
const guarded = (walk, options) => guardedVisit(stack, walk, options);

// The corpus in parts that one person may write.
const parts = Array.from({ length: Math.ceil(payloads.length / PER_PERSON) }, (_, at) => payloads.slice(at * PER_PERSON, (at + 1) * PER_PERSON));

// Shows a question in the embed as the reader wants it.
const open = async (page, id) => {
  await page.evaluate((question) => document.querySelector("fanfare-questions").update({ question }), id);
  await page.locator("[part=answers]").waitFor();
};

test("titles of staff, names of brands and things, and tags are words wherever they stand", async () => {
  let shown = 0;
  for (const part of parts) {
    const community = await stack.community({ name: part[0].slice(0, 60) }).catch((failure) => assert.equal(failure.status, 422)) ?? (await stack.community());
    const ines = await community.member("Ines");
    const question = await ines.ask("Does the kettle whistle?", { subject: "thing", subject_name: part.at(-1).slice(0, 120) });
    for (const [at, payload] of part.entries()) {
      // Nobody may be called like somebody of the staff.
      const expert = await unlessRefused(community.staff("expert", `Maren ${"ABCDEFGHI"[at]}`, payload.slice(0, 60)));
      if (expert) shown += Boolean(await unlessRefused(expert.answer(question, "It hums.")));
      await unlessRefused(ines.patch(`questions/${question.id}`, { tags: [payload.slice(0, 30).replaceAll(/\s/g, "")] }));
    }
    await guarded(async (page) => {
      await page.goto(stack.embed(community, { subject: "thing", question: question.id }));
      await takenOver(page);
      await page.goto(`${community.page}/questions/${question.id}`);
      await page.goto(community.page);
    });
  }
  assert.ok(shown >= 60, `${shown} of ${payloads.length} stand as titles of staff`);
});

test("reasons of decisions, of votes and of reports are words to all who read them", async () => {
  const email = "owner@halden.example";
  for (const part of parts) {
    const community = await stack.community({ owner_email: email });
    const [ines, maren] = [await community.member("Ines"), await community.staff("moderator")];
    const question = await ines.ask("Does the kettle whistle?");
    for (const [at, payload] of part.entries()) {
      const author = await community.member("Jonas");
      const answer = await author.answer(question, `It hums, ${at}.`);
      await unlessRefused(ines.vote(answer, -1, { reason: payload }));
      await unlessRefused(ines.post("reports", { target: answer.id, reason: "other", note: payload }));
      await unlessRefused(maren.decide(answer, ["outdate", "dispute", "hide"][at % 3], payload));
      const other = await author.ask(`Is part ${at} of wood?`);
      await unlessRefused(maren.decide(other, at % 2 ? "close" : "hide", payload));
    }
    await guarded(async (page) => {
      await signedIn(page, maren);
      await page.goto(stack.embed(community));
      await takenOver(page);
      await page.locator("[part=question]").first().waitFor();
      await open(page, question.id);
      await page.getByText(part[0].slice(0, 20)).first().waitFor();
      await signInByMail(page, community, email);
      for (const path of ["/moderation", "", `/questions/${question.id}`]) await page.goto(community.page + path);
    });
  }
});

test("the head of a page has each title whole, and nothing else in its place", async () => {
  for (const part of parts) {
    const community = await stack.community();
    const ines = await community.member("Ines");
    const planted = await Promise.all(part.map((payload) => unlessRefused(ines.ask(payload, { markdown: payload }))));
    await guarded(async (page) => {
      for (const { id, title } of planted.filter(Boolean)) {
        await page.goto(`${community.page}/questions/${id}`);
        const head = await page.evaluate(() => {
          const content = (selector) => document.querySelector(selector)?.content;
          const places = [...document.querySelectorAll("link[rel=canonical], meta[property='og:url']")].map((node) => new URL(node.href ?? node.content).origin);
          return { title: content("meta[property='og:title']"), places, odd: [...document.head.children].map(({ localName }) => localName).filter((name) => !["meta", "title", "link", "script"].includes(name)) };
        });
        assert.equal(head.title, `${title} · Halden`);
        assert.deepEqual(head.places, [stack.server.url, stack.server.url]);
        assert.deepEqual(head.odd, []);
      }
      for (const { title } of planted.filter(Boolean)) {
        await page.goto(`${community.page}?q=${encodeURIComponent(title)}`, { waitUntil: "domcontentloaded" });
      }
    });
  }
});

test("suggestions under a title that is typed are words", async () => {
  const community = await stack.community();
  for (const part of parts) {
    const ines = await community.member("Ines");
    await Promise.all(part.map((payload, at) => unlessRefused(ines.ask(`kettle ${at} ${payload}`.slice(0, 150)))));
  }
  await guarded(async (page) => {
    await page.goto(stack.embed(community));
    await takenOver(page);
    let found = 0;
    for (const payload of payloads) {
      await page.locator("[data-send=ask] input[name=title]").fill(`kettle ${payload}`.slice(0, 150));
      await page.getByRole("option").first().waitFor();
      found += await page.getByRole("option").filter({ hasText: payload.slice(0, 20).trim() }).count();
    }
    assert.ok(found > 0, "payloads were suggested");
  });
});

test("what is mailed about a payload is text", async () => {
  const part = payloads.filter((_, at) => at % PER_PERSON === 0);
  const community = await stack.community();
  const ines = await community.member("Ines", { email: "ines@halden.example", email_verified: true });
  const jonas = await community.member("Jonas");
  const planted = (await Promise.all(part.map((payload) => unlessRefused(ines.ask(payload))))).filter(Boolean);
  await Promise.all(planted.map((question) => jonas.answer(question, question.title)));
  await guarded(async (page) => {
    const mails = page.locator("article pre");
    await until("a mail about each", async () => {
      await page.goto(`${stack.server.url}/mailbox?community=${community.slug}`);
      return (await mails.count()) >= planted.length;
    });
    const texts = (await mails.allTextContents()).join("\n");
    for (const { title } of planted) assert.ok(texts.includes(title.replaceAll(/\s+/g, " ")) || texts.includes(title), title);
  });
});

test("names, sources and licenses of what was imported are words, and no link of it runs", async () => {
  const community = await stack.community();
  const item = (payload, number, url) => ({
    kind: "question",
    source_id: `${number}`,
    title: `How does thing ${number} work?`,
    markdown: `${payload}\n\n[go](${url})`,
    author: { source_id: `${number}`, name: payload.slice(0, 40) },
    created_at: 1,
    active_at: 1,
    origin: { url, license: payload.slice(0, 40) },
  });
  const send = (items) => community.operator.post("imports", { source: "elsewhere", subject: "kettle", subject_name: "the kettle", items });
  let taken = 0;
  for (const [number, payload] of payloads.entries()) taken += Boolean(await unlessRefused(send([item(payload, number, "https://x.example/1")])));
  for (const url of ["javascript:__xss=1", "data:text/html,<script>__xss=1</script>", "https://x.example/\"onclick=\"__xss=1"]) {
    await unlessRefused(send([item("Plain words here", `bad-${url.length}`, url)]));
  }
  assert.ok(taken > 0, "some were taken over");
  await guarded(async (page) => {
    const { data } = await community.operator.get("questions?limit=100");
    for (const { id } of data) {
      await page.goto(`${community.page}/questions/${id}`, { waitUntil: "domcontentloaded" });
      const odd = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map(({ protocol }) => protocol).filter((protocol) => !/^(https?|mailto):$/.test(protocol)));
      assert.deepEqual(odd, []);
    }
    await page.goto(stack.embed(community));
    await takenOver(page);
  });
});
