// The real runtime with the built Worker. Invariant: a server ends with the test process however that ends: a
// shell beside it waits for the end of a pipe that only this process holds.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { root, xtaskPath } from "./environment.mjs";
import { TIMEOUT_MS } from "./wait.mjs";

export const OPERATOR_TOKEN = "operator-token-of-the-tests";
const KEEPER = 'exec 3<&0; "$@" & server=$!; { read -r _ <&3; kill -TERM "$server"; } 2>/dev/null & wait "$server"';
// workerd compiles the module first; a machine that also builds gets more time.
const READY_TIMEOUT_MS = 3 * TIMEOUT_MS;

const ready = (keeper, log) =>
  new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`the server was not ready within ${READY_TIMEOUT_MS} ms; its log is ${log}`)), READY_TIMEOUT_MS);
    keeper.on("exit", (code) => failed(new Error(`the server ended with ${code}; its log is ${log}`)));
    createInterface({ input: keeper.stdout }).on("line", (line) => {
      if (!line.startsWith("ready ")) return;
      clearTimeout(timer);
      found(line.slice("ready ".length));
    });
  });

// Starts a server on a state: a fresh one unless `state` and `port` of an earlier one are given; `more` are further
// arguments, `environment` further variables.
export const startServer = async ({ state = mkdtempSync(join(tmpdir(), "fanfare-browser-")), port = 0, environment = {}, more = [] } = {}) => {
  const files = { pid: join(state, "pid"), log: join(state, "log") };
  const serve = [xtaskPath, "serve", "--no-build", "--mailbox", "--port", port, "--state", state];
  serve.push("--operator-token", OPERATOR_TOKEN, "--pid-file", files.pid, "--log", files.log, ...more);
  const keeper = spawn("sh", ["-c", KEEPER, "sh", ...serve.map(String)], { cwd: root, env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((done) => keeper.on("exit", done));
  const url = await ready(keeper, files.log);
  const stop = () => {
    keeper.stdin.end();
    return ended;
  };
  return {
    url,
    state,
    port: new URL(url).port,
    stop,
    // Kills the runtime where it stands, as a power cut would.
    kill() {
      process.kill(Number(readFileSync(files.pid, "utf8")), "SIGKILL");
      return stop();
    },
    async forget() {
      await stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
};
