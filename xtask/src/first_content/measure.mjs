// Loads pages by turns, each time in a new browser with a slow line and a slow processor, and prints when the
// first frame showed a question's title. Arguments: the npm packages, the browser, how many loads, the pages.

import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, executablePath, loads, ...pages] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, "tools.js"))("playwright-core");

const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };
const SLOWER = 4;
const TIMEOUT_MS = 30_000;

// Runs in the page before anything of it. The title lies in a shadow root, open from the moment it is attached.
const watch = () => {
  let framed = false;
  // The frame that shows it has been made when the task after its animation callbacks begins.
  const frame = () => {
    framed = true;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (window.firstContent = performance.now());
      port2.postMessage(0);
    });
  };
  const look = (root) => {
    const title = root.querySelector("[part=question] a");
    if (!framed && title?.textContent.trim() && title.getClientRects().length) frame();
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    new MutationObserver(() => look(root)).observe(root, { childList: true, subtree: true });
    return root;
  };
};

// What came over the line. Asked of the browser and not of the page, which is not told the sizes of other origins.
const waterfall = (session) => {
  const fetched = new Map();
  let start;
  session.on("Network.requestWillBeSent", ({ requestId, timestamp, request }) => {
    start ??= timestamp;
    const name = new URL(request.url).pathname.replace(/\.[0-9a-f]{16}\./, ".…."); // The hash of the content.
    fetched.set(requestId, { name, begin: (timestamp - start) * 1000 });
  });
  session.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    if (fetched.has(requestId)) Object.assign(fetched.get(requestId), { end: (timestamp - start) * 1000, bytes: encodedDataLength });
  });
  return () => [...fetched.values()];
};

const load = async (address) => {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 3000 }, locale: "en-US" });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await session.send("Network.emulateNetworkConditions", LINE);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const fetched = waterfall(session);
    await page.addInitScript(watch);
    await page.goto(address, { waitUntil: "commit", timeout: TIMEOUT_MS });
    const time = await page.waitForFunction(() => window.firstContent, undefined, { timeout: TIMEOUT_MS });
    return { time: await time.jsonValue(), fetched: fetched() };
  } finally {
    await browser.close();
  }
};

const all = pages.map(() => []);
for (let turn = 0; turn < Number(loads); turn += 1) {
  for (const [at, page] of pages.entries()) all[at].push(await load(page));
}
// A load whose time is the median, up to its time.
const typical = (of) => {
  const { time, fetched } = of.toSorted((one, other) => one.time - other.time)[Math.floor(of.length / 2)];
  return fetched.filter(({ end }) => end < time);
};
console.log(JSON.stringify(all.map((of) => ({ times: of.map(({ time }) => time), waterfall: typical(of) }))));
