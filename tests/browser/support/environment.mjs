// Where the tools are that `cargo xtask test` brought: the program that serves, the browser, the npm packages.
// Invariant: nothing is guessed twice; what is missing is named together with the command that brings it.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const needed = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by \`cargo xtask test\``);
  return value;
};

const tools = createRequire(join(needed("FANFARE_TOOLS"), "tools.js"));

export const { chromium } = tools("playwright-core");
export const axeSource = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");
export const browserPath = needed("CHROMIUM");
export const xtaskPath = process.env.FANFARE_XTASK || join(root, "target/debug/xtask");

// Where a picture of this name goes.
export const screenshotPath = (name) => {
  const directory = join(root, "target/screenshots");
  mkdirSync(directory, { recursive: true });
  return join(directory, `${name}.png`);
};
