// How long a visitor's browser takes to check a log, and how much memory: the page's own script and verifier, the log from
// loopback. Not a test: `node tests/browser/contest_check.bench.mjs LOG` after `cargo xtask build`, with the environment of
// the browser tests; a log is what `--example contest_log` of `fanfare-shared` writes.

import { createHash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { browserPath, chromium, root } from "./support/environment.mjs";

// As many lines as a contest gives at once.
const LINES = 2_000;
// What a goal of a minute is worth on a machine that does other things, too.
const PATIENCE_MS = 1_800_000;

const log = process.argv[2];
const { files } = JSON.parse(readFileSync(join(root, "target/embed/manifest.json"), "utf8"));
const assets = join(root, "target/embed/public");

// The parts of the log, as a contest gives them: all but the last name the next.
const parts = [];
let part = [];
let lines = 0;
for await (const line of createInterface({ input: createReadStream(log) })) {
  part.push(line);
  lines += 1;
  if (part.length < LINES) continue;
  parts.push(part.join("\n"));
  part = [];
}
parts.push(part.join("\n"));

// What the address and the page say of the log: which contest, and whose key.
const [first] = parts[0].split("\n");
const { contest, key } = Object.fromEntries(JSON.parse(first).leaf.split("\n").map((line) => line.split("=")));
const fingerprint = createHash("sha256").update(Buffer.from(key, "base64url")).digest("hex");
const path = `/contests/${contest}/check`;

const page = `<!doctype html><html lang="en"><title>A check</title><script type="module" src="${files["check-script"].path}"></script>
<section class="check" hidden data-api="/contest" data-size="${lines}" data-entries="/entries/" data-zone="UTC" data-fingerprint="${fingerprint}" data-failed="It did not end.">
<form><textarea></textarea><button>Check</button></form><progress hidden></progress><div role="status" class="verdict"></div></section></html>`;

const types = { js: "text/javascript", wasm: "application/wasm" };
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname == path) return response.writeHead(200, { "content-type": "text/html" }).end(page);
  if (pathname == "/contest/log") {
    const number = Number(searchParams.get("from"));
    const next = number + 1 < parts.length ? `\n{"next":${number + 1}}` : "";
    return response.end(parts[number] + next);
  }
  if (pathname.startsWith("/contest")) return response.end("{}");
  try {
    const body = readFileSync(join(assets, pathname));
    response.writeHead(200, { "content-type": types[pathname.split(".").at(-1)] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

// Whether a process was started by this one, or by one that it started.
const isOurs = (id) => {
  for (let at = Number(id); at > 1; ) {
    if (at == process.pid) return true;
    at = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${at}/status`, "utf8"))[1]);
  }
  return false;
};

// The most memory of any page's process of this browser, and its processor time, from the system's own books.
const TICK = 100;
const used = () => {
  const all = readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));
  let found = { megabytes: 0, seconds: 0 };
  for (const id of all) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=renderer") || !isOurs(id)) continue;
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      const megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024;
      const times = readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1].split(" ");
      const seconds = (Number(times[11]) + Number(times[12])) / TICK;
      if (megabytes > found.megabytes) found = { megabytes, seconds };
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
};

const browser = await chromium.launch({ executablePath: browserPath });
try {
  const visitor = await browser.newPage();
  await visitor.goto(`http://127.0.0.1:${server.address().port}${path}`);
  await visitor.locator(".check").waitFor();
  const before = used();
  const began = performance.now();
  await visitor.getByRole("button", { name: "Check" }).click();
  const verdict = await visitor.locator(".verdict b").textContent({ timeout: PATIENCE_MS });
  const seconds = (performance.now() - began) / 1000;
  const peak = used();
  const figures = { lines, verdict, seconds: seconds.toFixed(1), processor_seconds: (peak.seconds - before.seconds).toFixed(1), megabytes: Math.round(peak.megabytes) };
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  server.close();
}
