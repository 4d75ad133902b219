// What a frame costs while one scrolls a contest's page, with a hundred entries and with all of ten thousand, through the
// product itself. Not a test: `node tests/browser/contest_scroll.bench.mjs [ENTRIES]` after `cargo xtask build`, with the
// environment of the browser tests.

import { makeCommunity, word } from "./support/community.mjs";
import { openContest } from "./support/contest.mjs";
import { browserPath, chromium } from "./support/environment.mjs";
import { startServer } from "./support/server.mjs";

const ENTRIES = Number(process.argv[2] ?? 10_000);
const FEW = 100;
const EACH = 20;
const AT_ONCE = 8;
const FRAMES = 240;
// As far as a finger throws a page in one frame.
const STEP = 60;
const PATIENCE_MS = 120_000;

const server = await startServer();
const browser = await chromium.launch({ executablePath: browserPath });

// All entries of so many people, each with as many as the rules let them send.
const fill = async (community, contest) => {
  let people = Math.ceil(ENTRIES / EACH);
  const work = async () => {
    while (people > 0) {
      people -= 1;
      const person = await community.member(`Sample ${word()}`);
      for (let number = 0; number < EACH; number += 1) {
        const title = `Story ${word()}`;
        await person.post(`contests/${contest.id}/entries`, { title, markdown: "It rained, and the kettle sang. ".repeat(6), agreed: true });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

// What the browser did for each frame of a scroll, in milliseconds, and how far frames were apart.
const scroll = async (page, inspector) => {
  await inspector.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await inspector.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  const before = await spent();
  const apart = await page.evaluate(
    ([frames, step]) =>
      new Promise((done) => {
        const apart = [];
        let last = performance.now();
        const next = (now) => {
          apart.push(now - last);
          last = now;
          scrollBy({ top: step, behavior: "instant" });
          apart.length < frames ? requestAnimationFrame(next) : done(apart);
        };
        requestAnimationFrame(next);
      }),
    [FRAMES, -STEP],
  );
  const after = await spent();
  apart.sort((one, other) => one - other);
  const each = (name) => ((after[name] - before[name]) / FRAMES).toFixed(2);
  return {
    entries: await page.locator("section > ol > li").count(),
    task: each("TaskDuration"),
    layout: each("LayoutDuration"),
    style: each("RecalcStyleDuration"),
    median: apart[FRAMES >> 1].toFixed(1),
    p95: apart[Math.floor(FRAMES * 0.95)].toFixed(1),
  };
};

try {
  const community = await makeCommunity(server, { origins: [] });
  const contest = await openContest(community);
  await fill(community, contest);
  const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${community.page}/contests/${contest.id}`);
  const inspector = await page.context().newCDPSession(page);
  const shown = () => page.locator("section > ol > li").count();
  const grow = async (most) => {
    for (let count = await shown(); count < most; count = await shown()) {
      await page.locator(".more a").click();
      await page.waitForFunction((count) => document.querySelectorAll("section > ol > li").length > count, count);
    }
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  };
  await grow(FEW);
  console.log(await scroll(page, inspector));
  await grow(ENTRIES);
  console.log(await scroll(page, inspector));
} finally {
  await browser.close();
  await server.forget();
}
