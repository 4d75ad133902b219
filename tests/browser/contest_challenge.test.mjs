// Votes past the ceiling of their network: the page shows the provider's challenge, only there, and a passed one counts.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { makeCommunity, word } from "./support/community.mjs";
import { openContest } from "./support/contest.mjs";
import { browserPath, chromium, screenshotPath } from "./support/environment.mjs";
import { clean, fits } from "./support/looks.mjs";
import { startServer } from "./support/server.mjs";
import { openShop } from "./support/shop.mjs";
import { visit } from "./support/visit.mjs";

// How many ballots a minute count from one network: what comes within two minutes is at most twice that.
const CEILING = 60;
const NETWORK = "192.0.2.7";
const SECRET = "the secret of the provider";
const TOKEN = "passed-by-a-person";
// What the provider's script does: it draws itself into its place, and puts what it gives into the form around.
const SCRIPT = `
  const place = document.querySelector(".cf-turnstile");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "I am a person" });
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "cf-turnstile-response" });
  button.addEventListener("click", () => (field.value = "${TOKEN}"));
  place.append(button, field);
`;

let provider;
let server;
let browser;
let shop;
let community;
let contest;
const asked = [];

before(async () => {
  provider = createServer((request, response) => {
    if (request.url == "/v0/api.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(SCRIPT);
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      asked.push(JSON.parse(body));
      const { secret, response: token } = asked.at(-1);
      response.end(JSON.stringify({ success: secret == SECRET && token == TOKEN }));
    });
  });
  await new Promise((done) => provider.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${provider.address().port}/v0`;
  const environment = { FANFARE_CHALLENGE_URL: url, FANFARE_CHALLENGE_SITE_KEY: "site-key", FANFARE_CHALLENGE_SECRET: SECRET };
  [server, shop, browser] = await Promise.all([
    startServer({ environment, more: ["--client-address-header", "x-client-address"] }),
    openShop(),
    chromium.launch({ executablePath: browserPath }),
  ]);
  community = await makeCommunity(server, { origins: [shop.origin], languages: ["en", "ar"] });
  const tiers = { tiers: ["email", "sso", "guest"] };
  contest = await openContest(community, { voters: tiers, challenge: true });
  const author = await community.member(`Sample ${word()}`);
  await author.post(`contests/${contest.id}/entries`, { title: "The kettle", markdown: "It rained.", agreed: true });
});

after(async () => {
  await browser?.close();
  shop?.close();
  await server?.forget();
  provider?.close();
});

// Guests of the same network vote until one of them waits.
const crowd = async () => {
  const { data } = await community.operator.get(`contests/${contest.id}/entries`);
  for (let number = 0; number < 2 * CEILING + 1; number++) {
    const guest = await community.guest(`Guest ${word()}`);
    const answer = await fetch(`${community.api}/contests/${contest.id}/ballots`, {
      method: "POST",
      headers: { authorization: `Bearer ${guest.token}`, "content-type": "application/json", "x-client-address": NETWORK },
      body: JSON.stringify({ entries: [data[0].id] }),
    });
    if ((await answer.json()).held) return;
  }
  assert.fail("none of them waits");
};

// Votes as a guest until the vote waits: a minute may end meanwhile, and with it its count.
const voteHeld = async (page, lang) => {
  await page.goto(`${community.page}/contests/${contest.id}?lang=${lang}`);
  await page.locator("main li .row-head > a, main li .row-head > form button").first().click();
  await page.locator("main form button").first().click();
  await page.waitForURL(/receipt|#/);
};

test("a vote that would wait passes the challenge and counts; the policy of no other page lets it in", async () => {
  const extraHTTPHeaders = { "x-client-address": NETWORK };
  await visit(browser, async (page) => {
    const policies = {};
    page.on("response", async (response) => {
      const policy = response.headers()["content-security-policy"];
      if (policy) policies[new URL(response.url()).pathname.split("/").at(-1)] = policy;
    });
    for (;;) {
      await crowd();
      await voteHeld(page, "en");
      if (page.url().includes("receipt")) break;
      await page.context().clearCookies();
    }
    await page.getByRole("button", { name: "I am a person" }).waitFor();
    await clean(page, "the page with a challenge");
    await page.screenshot({ path: screenshotPath("contest-challenge"), fullPage: true });
    const { origin } = new URL(`http://127.0.0.1:${provider.address().port}`);
    assert.ok(policies.receipt.includes(`script-src 'self' 'wasm-unsafe-eval' ${origin};`), policies.receipt);
    assert.ok(policies.receipt.endsWith(`frame-src ${origin}`), policies.receipt);
    for (const [at, policy] of Object.entries(policies)) if (at != "receipt") assert.ok(!policy.includes(origin), at);

    // Sent without passing it waits on, and the challenge stays.
    await page.evaluate(() => (window.before = true));
    await page.getByRole("button", { name: "Count my vote" }).click();
    await page.waitForFunction(() => !window.before);
    await page.getByRole("button", { name: "I am a person" }).click();
    await page.getByRole("button", { name: "Count my vote" }).click();
    await page.locator(".cf-turnstile").waitFor({ state: "detached" });
    assert.deepEqual(asked, [{ secret: SECRET, response: TOKEN }]);
    assert.equal(await page.getByText("Many votes came from your network").count(), 0);
    assert.match(await page.locator("pre").last().textContent(), /state=counted/);
  }, { extraHTTPHeaders });
});

test("in Arabic on a phone in the dark nothing sticks out; without scripts the vote waits, and says so", async () => {
  const options = { extraHTTPHeaders: { "x-client-address": NETWORK } };
  for (const more of [{ viewport: { width: 360, height: 740 }, colorScheme: "dark" }, { javaScriptEnabled: false }]) {
    await visit(browser, async (page) => {
      for (;;) {
        await crowd();
        await voteHeld(page, "ar");
        if (page.url().includes("receipt")) break;
        await page.context().clearCookies();
      }
      await page.locator("main form p").first().waitFor();
      if (more.viewport) await fits(page, "the page with a challenge");
      await page.screenshot({ path: screenshotPath(more.viewport ? "contest-challenge-phone" : "contest-challenge-html"), fullPage: true });
    }, { ...options, ...more });
  }
});

// Nothing of the shop's page may load or run but what the README asks for: the provider is not among it.
const strict = () => {
  const { origin } = new URL(server.url);
  return { "content-security-policy": `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin} data:; style-src 'none'` };
};

test("in an embed a vote that waits says so, and passes the challenge on a page of its own, as the same person", async () => {
  for (const phone of [false, true]) {
    await visit(browser, async (page) => {
      // What the shop's page sends has no header of its own, which another site would have to allow.
      await page.context().route(`${server.url}/**`, (route, request) =>
        route.continue({ headers: { ...request.headers(), "x-client-address": NETWORK } }));
      const tag = `<fanfare-contest community="${community.slug}" contest="${contest.id}"></fanfare-contest>`;
      const address = shop.page(server.url, tag, { headers: strict() });
      const waits = page.locator("fanfare-contest li", { hasText: "Your vote waits." });
      for (;;) {
        await crowd();
        await page.goto(address);
        await page.locator("fanfare-contest").getByRole("button", { name: "Vote" }).click();
        await page.locator("fanfare-contest").getByRole("button", { name: "Your vote" }).waitFor();
        if (await waits.count()) break;
        await page.evaluate(() => localStorage.clear());
      }
      await page.getByText("Pass this check, and yours counts at once").waitFor();
      if (phone) await fits(page, "an embed with a vote that waits");
      else await clean(page, "an embed with a vote that waits");
      await page.screenshot({ path: screenshotPath(`contest-challenge-embed${phone ? "-phone" : ""}`), fullPage: true });

      const [tab] = await Promise.all([page.waitForEvent("popup"), waits.getByRole("link", { name: "Count my vote" }).click()]);
      await tab.waitForURL(/sign-in/);
      assert.equal(await tab.evaluate(() => window.opener), null);
      await tab.locator("main form button").click();
      await tab.getByRole("button", { name: "I am a person" }).click();
      await tab.getByRole("button", { name: "Count my vote" }).click();
      await tab.locator(".cf-turnstile").waitFor({ state: "detached" });
      assert.match(await tab.locator("pre").last().textContent(), /state=counted/);
      await tab.close();
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await waits.waitFor({ state: "detached" });
      await page.locator("fanfare-contest").getByRole("button", { name: "Your vote" }).waitFor();
    }, phone ? { viewport: { width: 360, height: 740 }, colorScheme: "dark" } : {});
  }
});
