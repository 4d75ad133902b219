// Contests of a test's own: opened through the API, entered with pictures that the browser draws.

import { word } from "./community.mjs";

const HOUR_MS = 3_600_000;

// An open contest; `more` are rules.
export const openContest = async (community, more = {}) => {
  const owner = await community.staff("owner", `Robin ${word()}`);
  const now = Date.now();
  const window = { opens_at: now - 60_000, closes_at: now + HOUR_MS };
  const tiers = { tiers: ["email", "sso"] };
  const rules = {
    kind: "story",
    title: "The best story of the autumn",
    theme: "Where does it find you?",
    zone: "Europe/Paris",
    entries: window,
    votes: window,
    entrants: tiers,
    voters: tiers,
    entries_per_person: 20,
    votes_per_person: 2,
    winners: 2,
    tie_break: "shared",
    counts: { when: "at_close" },
    moderation: "after",
    consent: "The brand may show it with my name.",
    ...more,
  };
  const draft = await owner.post("contests", rules);
  return owner.post(`contests/${draft.id}/opening`);
};

// Pictures of these sides, each of a color by its number: a gradient stands where a photograph would be.
const draw = async (browser, wanted) => {
  const page = await browser.newPage();
  try {
    const drawn = await page.evaluate((wanted) =>
      wanted.map(([width, height], number) => {
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const context = canvas.getContext("2d");
        const gradient = context.createLinearGradient(0, 0, width, height);
        gradient.addColorStop(0, `hsl(${number * 47} 45% 82%)`);
        gradient.addColorStop(1, `hsl(${number * 47 + 20} 50% 32%)`);
        context.fillStyle = gradient;
        context.fillRect(0, 0, width, height);
        // No two are the same file.
        context.fillText(number, 4, 12);
        return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
      }), wanted.map(({ sides }) => sides));
    return drawn.map((picture) => Buffer.from(picture, "base64"));
  } finally {
    await page.close();
  }
};

// Entries with drawn pictures, each of a person of its own.
export const enterPictures = async (stack, community, contest, wanted) => {
  const drawn = await draw(stack.browser, wanted);
  const entries = [];
  for (const [number, { title }] of wanted.entries()) {
    const person = await community.member(`Sample ${word()}`);
    const headers = { authorization: `Bearer ${person.token}`, "content-type": "image/jpeg", "idempotency-key": word() };
    const sent = await fetch(`${community.api}/media`, { method: "POST", headers, body: drawn[number] });
    const { id } = await sent.json();
    const entry = { title, media: [{ id, alt: `A gradient, number ${number}` }], agreed: true };
    entries.push(await person.post(`contests/${contest.id}/entries`, entry));
  }
  return entries;
};
