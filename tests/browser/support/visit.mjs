// A visit: a fresh browser context that is watched to its end.
// Invariant: an uncaught exception, a dialog, or a console error nobody expected fails the test by itself.

import assert from "node:assert/strict";

import { screenshotPath } from "./environment.mjs";
import { TIMEOUT_MS } from "./wait.mjs";

// What a failure says of the browser; the first lines tell most.
const MOST_LINES = 12;
const MOST_CHARACTERS = 2_000;

let failures = 0;

const watch = (context, expected) => {
  const troubles = [];
  const seen = [];
  context.on("weberror", (error) => troubles.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("dialog", (dialog) => {
    troubles.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  context.on("console", (message) => {
    const text = `${message.text()} (${message.location().url})`;
    seen.push(text);
    if (message.type() === "error" && !expected.some((pattern) => pattern.test(text))) troubles.push(`console: ${text}`);
  });
  return { troubles, seen };
};

// Runs `walk` with a page in a context of its own. `expect` are patterns of console errors that belong to the
// test; all other options are Playwright's for a context.
export const visit = async (browser, walk, { expect = [], ...options } = {}) => {
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(TIMEOUT_MS);
  const { troubles, seen } = watch(context, expect);
  const page = await context.newPage();
  try {
    await walk(page, { seen });
    assert.equal(troubles.length, 0, `the browser complains: ${troubles[0]}`);
  } catch (error) {
    const picture = screenshotPath(`failed-${process.pid}-${(failures += 1)}`);
    await page.screenshot({ path: picture }).catch(() => undefined);
    const said = [...troubles, ...seen].slice(0, MOST_LINES).join("\n");
    throw new Error(`${error.message.slice(0, MOST_CHARACTERS)}\nAt ${page.url()}, pictured in ${picture}.\nThe browser said:\n${said}`, { cause: error });
  } finally {
    await context.close();
  }
};

// Lets the page hand over the brand's sign-in of this person before anything is loaded.
export const signedIn = (page, person) => page.addInitScript((token) => (window.fanfare = { q: [["identify", token]] }), person.signIn());

// The same for who was here before, a guest too: the session that the page kept.
export const keptSession = (page, { community, token }) => {
  const session = JSON.stringify({ token, expires_at: Date.now() + 3_600_000 });
  return page.addInitScript(([name, value]) => localStorage.setItem(name, value), [`fanfare:${community.slug}:session`, session]);
};

// The same on the community's own pages, where a cookie says it.
export const cookieSession = (page, { community, token }) =>
  page.context().addCookies([{ name: `fanfare-${community.slug}`, value: token, url: community.page }]);

// Waits until the application answers for what every element of the page shows.
export const takenOver = (page) =>
  page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("fanfare-questions")];
    return elements.length > 0 && elements.every((element) => element.handle);
  });

// Waits until every element of the page shows what the edge made.
export const painted = (page) =>
  page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("fanfare-questions")];
    return elements.length > 0 && elements.every((element) => element.shadowRoot?.querySelector(".fanfare"));
  });

// Lets the application come only when it is told to.
export const holdWasm = (page) => hold(page, "**/*.wasm");

// The same, of any file.
export const hold = async (page, files) => {
  let release;
  const held = new Promise((go) => (release = go));
  await page.route(files, async (route) => {
    await held;
    await route.continue();
  });
  return release;
};

// The same, of one of the community's own pages.
export const pageTakenOver = (page) => page.waitForFunction(() => document.querySelector("main").handle);
