// Signing in by a mailed link, on the public pages. Needs no scripts.

import { until } from "./wait.mjs";

// The newest link of a community's mail.
const newestLink = async (page, community) => {
  const address = `${new URL(community.page).origin}/mailbox?community=${community.slug}`;
  const link = page.locator("article pre a").first();
  await until("the mail", async () => {
    await page.goto(address);
    return link.count();
  });
  return link.getAttribute("href");
};

export const signInByMail = async (page, community, email) => {
  await page.goto(`${community.page}/sign-in`);
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByText("A link is on its way").waitFor();
  await page.goto(await newestLink(page, community));
  await page.locator("main").getByRole("button").click();
  await page.waitForURL(/\/me/);
};
