// What every state has to be: without a violation that axe-core finds, and no wider than the window.

import assert from "node:assert/strict";

import { axeSource } from "./environment.mjs";

// Axe finds nothing, said of a state. The policy of a page lets no text run; the inspector may.
export const clean = async (page, state) => {
  if (!(await page.evaluate("window.axe"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run());
  const where = ({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary}`;
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(where).join(", ")}`), [], state);
};

// Nothing goes beyond the window, said of a state.
export const fits = async (page, state) => {
  const { wide, width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= width, `${state} is ${wide} wide in ${width}`);
};
