// Watches that nothing of the corpus comes alive. Invariant: a payload that runs, opens a dialog or asks a stranger
// for anything fails the visit.

import assert from "node:assert/strict";

// What a promise gives; nothing where the server refused the field.
export const unlessRefused = (promise) =>
  promise.catch((failure) => {
    assert.equal(failure.status, 422, failure.message);
  });

// A visit in which nothing of the corpus may come alive.
export const guardedVisit = (stack, walk, options) =>
  stack.visit(async (page, said) => {
    const strangers = [];
    const isStrange = ({ origin, protocol }) => protocol !== "data:" && ![stack.server.url, stack.shop.origin].includes(origin);
    await page.route(isStrange, (route) => {
      strangers.push(route.request().url());
      return route.abort();
    });
    await page.addInitScript(() => {
      Object.defineProperty(window, "__xss", { set: () => console.error("a payload ran") });
    });
    await walk(page, said);
    assert.deepEqual(strangers, [], "nobody else was asked for anything");
  }, options);
