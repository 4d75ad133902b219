// The pictures of the README, of the demo's content: `node tests/browser/screenshots.mjs` with the environment that
// `cargo xtask test` gives its browser tests, on a machine with the fonts Inter and Noto.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { Community } from "./support/community.mjs";
import { browserPath, chromium, root } from "./support/environment.mjs";
import { OPERATOR_TOKEN, startServer } from "./support/server.mjs";
import { takenOver } from "./support/visit.mjs";
import { until } from "./support/wait.mjs";

const SLUG = "northbeam";
const DESK = { width: 1080, height: 860 };
const CLOSED_WITHIN_MS = 120_000;
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", svg: "image/svg+xml" };

// The shop of the demo, without the server that signs its visitors in.
const openShop = async (host) => {
  const server = createServer((request, answer) => {
    const path = request.url.split("?")[0].replace(/\/$/, "/index.html");
    const type = TYPES[path.split(".").pop()];
    if (!type) return answer.writeHead(404).end();
    const text = readFileSync(join(root, "demo/shop", path), "utf8");
    answer.writeHead(200, { "content-type": type }).end(text.replaceAll("http://127.0.0.1:8787", host));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://shop.localhost:${server.address().port}`, close: () => server.close() };
};

const server = await startServer();
const shop = await openShop(server.url);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--force-color-profile=srgb"] });

// Takes a picture of a page, once `walk` brought it to what it shows.
const picture = async (name, address, walk = () => undefined, options = {}) => {
  const context = await browser.newContext({ viewport: DESK, locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(address);
  await walk(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(root, `docs/screenshots/${name}.png`) });
  await context.close();
};

// Puts the questions at the beginning of the window, and waits for the application that comes once they are seen.
const toQuestions = async (page) => {
  const scroll = () => page.locator("fanfare-questions").evaluate((element) => scrollTo({ top: element.getBoundingClientRect().top + scrollY - 24 }));
  await scroll();
  await takenOver(page);
  await scroll();
};

try {
  const seed = ["run", "--quiet", "--package", "fanfare-cli", "--", "seed", "demo/seed.json", "--server", server.url, "--origin", shop.origin];
  execFileSync("cargo", seed, { cwd: root, env: { ...process.env, FANFARE_OPERATOR_TOKEN: OPERATOR_TOKEN }, stdio: ["ignore", "ignore", "inherit"] });
  const community = new Community(server.url, SLUG);
  const { data } = await community.operator.get("questions");
  const lid = data.find(({ title }) => title.startsWith("Can I order the lid"));
  const { data: contests } = await community.operator.get("contests");
  const contest = (begin) => `${community.page}/contests/${contests.find(({ rules }) => rules.title.startsWith(begin)).id}`;

  await picture("embed", `${shop.origin}/`, async (page) => {
    await toQuestions(page);
    await page.locator("[data-send=ask] input[name=title]").pressSequentially("does the handle get hot on ind");
    await page.getByRole("listbox").waitFor();
  });
  const question = async (page) => {
    await toQuestions(page);
    await page.getByRole("link", { name: lid.title }).click();
    await page.locator("[part=answers]").waitFor();
    await toQuestions(page);
  };
  await picture("question", `${shop.origin}/`, question);
  await picture("dark", `${shop.origin}/`, toQuestions, { colorScheme: "dark" });
  await picture("arabic", `${shop.origin}/ar.html`, toQuestions);
  await picture("phone", `${shop.origin}/`, toQuestions, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await picture("contest", contest("Where does yours boil"));
  await picture("people", `${community.page}/people?period=ever`);

  const decided = contest("Last light");
  const isClosed = async () => (await community.operator.get("contests")).data.some(({ id, state }) => decided.endsWith(id) && state === "closed");
  await until("a contest to be decided", isClosed, CLOSED_WITHIN_MS);
  await picture("check", `${decided}/check`, async (page) => {
    await page.locator(".check button").click();
    await page.getByText("PASS").waitFor();
    await page.getByRole("slider").scrollIntoViewIfNeeded();
  });
} finally {
  await browser.close();
  shop.close();
  await server.forget();
}
