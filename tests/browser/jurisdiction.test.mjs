// Where the objects of a deployment are called: in its jurisdiction, or not at all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

const source = await readFile(new URL("../../edge/src/crossing.js", import.meta.url), "utf8");
const { objects, call } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

// A namespace that says where it was called, with the places that its runtime knows.
const namespace = (known, place = "anywhere") => ({
  jurisdiction(asked) {
    if (!known.includes(asked)) throw new Error("no such place");
    return namespace(known, asked);
  },
  getByName: (name) => ({ answer: async () => new TextEncoder().encode(`200 \0${name} in ${place}`) }),
});

const said = async (env) => {
  const { body } = await call(objects(env, "COMMUNITIES"), "halden", "GET\n", undefined, 0, false);
  return new TextDecoder().decode(body);
};

test("every object is called in the jurisdiction of its deployment", async () => {
  const COMMUNITIES = namespace(["eu"]);
  assert.equal(await said({ COMMUNITIES, FANFARE_JURISDICTION: "eu" }), "halden in eu");
  assert.equal(await said({ COMMUNITIES, FANFARE_JURISDICTION: "" }), "halden in anywhere");
  assert.equal(await said({ COMMUNITIES }), "halden in anywhere");
});

test("where the runtime knows no such jurisdiction no object is called", async () => {
  await assert.rejects(said({ COMMUNITIES: namespace([]), FANFARE_JURISDICTION: "eu" }), /no such place/);
});
