// Elements without an application: painted at the edge, in HTML mode for as long as they live.

import { test } from "node:test";

import { useStack } from "./support/stack.mjs";
import { until } from "./support/wait.mjs";

const stack = useStack();

const LINE = "Rinse it with lemon once a month";

const share = async (community) => (await community.member("Ines")).post("stories", { subject: "kettle", subject_name: "the kettle", title: LINE });

const stories = ({ slug }) => `<fanfare-stories community="${slug}" subject="kettle" subject-name="the kettle"></fanfare-stories>`;

// What the page's storage keeps of a session.
const keptSession = (page, { slug }) => page.evaluate((name) => localStorage.getItem(name), `fanfare:${slug}:session`);

test("a session that ended elsewhere leaves what everybody sees, and links that work", async () => {
  const community = await stack.community();
  await share(community);
  const gone = await community.member("Jonas");
  await gone.remove("session");
  const session = JSON.stringify({ token: gone.token, expires_at: Date.now() + 9e6 });
  await stack.visit(async (page) => {
    const shop = stack.page(stories(community));
    await page.goto(stack.page(""));
    await page.evaluate(([name, session]) => localStorage.setItem(name, session), [`fanfare:${community.slug}:session`, session]);
    await page.goto(shop);
    await page.getByText(LINE).waitFor();
    await until("the session to be dropped", async () => !JSON.parse((await keptSession(page, community)) ?? "null"));
    await page.getByRole("link", { name: LINE }).click();
    await page.getByRole("heading", { name: LINE }).waitFor();
  }, { expect: [/401/] });
});
