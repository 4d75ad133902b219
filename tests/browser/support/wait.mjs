// Waiting on a condition, never on time. Invariant: a wait that ends in vain names what it waited for.

import { setTimeout as pause } from "node:timers/promises";

// A busy machine of two cores answers within this, or something is wrong.
export const TIMEOUT_MS = 15_000;
const INTERVAL_MS = 25;

// The first truthy value that `condition` gives.
export const until = async (what, condition, timeout = TIMEOUT_MS) => {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await pause(INTERVAL_MS);
  }
};
