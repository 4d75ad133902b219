// Content one can browse: the Coffee community that lies beside a checkout, else the project's own seed.
// Invariant: put in by the command that a brand would use, as whole as it is.

import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { Community } from "./community.mjs";
import { root } from "./environment.mjs";
import { OPERATOR_TOKEN } from "./server.mjs";

const POSTS = join(process.env.FANFARE_DATA || join(root, "../shared/data"), "coffee/Posts.xml");
const SEED = join(root, "demo/seed.json");

const fanfare = (...more) => {
  const command = ["run", "--quiet", "--package", "fanfare-cli", "--", ...more];
  return promisify(execFile)("cargo", command, { cwd: root, env: { ...process.env, FANFARE_OPERATOR_TOKEN: OPERATOR_TOKEN } });
};

const coffee = async (stack) => {
  const community = await stack.community({ name: "Coffee" });
  const what = ["--site", "coffee.stackexchange.com", "--subject", "coffee", "--subject-name", "coffee"];
  await fanfare("import", "stackexchange", POSTS, "--server", stack.server.url, "--community", community.slug, ...what);
  const found = { q: "store beans", title: "How should I store whole bean coffee?" };
  return { community, questions: 225, subject: { subject: "coffee", "subject-name": "coffee" }, found };
};

const seed = async (stack) => {
  await fanfare("seed", SEED, "--server", stack.server.url, "--origin", stack.shop.origin);
  const [{ slug, files }] = JSON.parse(readFileSync(SEED, "utf8")).communities;
  const subjects = files.flatMap((file) => JSON.parse(readFileSync(join(root, "demo", file), "utf8")).subjects);
  const [{ key, name, questions }] = subjects;
  const [{ title }] = questions;
  return {
    community: new Community(stack.server.url, slug),
    questions: subjects.reduce((total, { questions }) => total + questions.length, 0),
    subject: { subject: key, "subject-name": name },
    found: { q: title, title },
  };
};

// A community full of content: how many questions it has, a subject of it, and what a search has to find.
export const browsable = (stack, say) => {
  if (existsSync(POSTS)) return coffee(stack);
  say(`${POSTS} is not here (FANFARE_DATA names its folder): the project's seed stands in`);
  return seed(stack);
};
