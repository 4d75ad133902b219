// What a file of tests shares: a server, a shop, a browser. Invariant: all of it is gone when the file ends.

import { after, before } from "node:test";

import { makeCommunity } from "./community.mjs";
import { browserPath, chromium } from "./environment.mjs";
import { startServer } from "./server.mjs";
import { openShop, questions } from "./shop.mjs";
import { visit } from "./visit.mjs";

class Stack {
  async open() {
    [this.server, this.shop, this.browser] = await Promise.all([
      startServer(),
      openShop(),
      chromium.launch({ executablePath: browserPath, args: ["--force-color-profile=srgb"] }),
    ]);
  }

  async close() {
    await this.browser?.close();
    this.shop?.close();
    await this.server?.forget();
  }

  // A community whose questions the shop may show.
  community(settings) {
    return makeCommunity(this.server, { origins: [this.shop.origin], ...settings });
  }

  // The address of a shop page with the questions of a community.
  embed(community, attributes, options) {
    return this.page(questions(community, attributes), options);
  }

  page(body, options) {
    return this.shop.page(this.server.url, body, options);
  }

  visit(walk, options) {
    return visit(this.browser, walk, options);
  }
}

// A stack for the tests of the calling file; `prepare` makes what they share on it.
export const useStack = (prepare = () => undefined) => {
  const stack = new Stack();
  before(async () => {
    await stack.open();
    await prepare(stack);
  });
  after(() => stack.close());
  return stack;
};
