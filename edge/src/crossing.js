// What crosses between wasm and JavaScript at once. Each step over the border costs as much as a header: a request
// takes few of them. Heads are texts of lines, a name and then its value; no value holds the end of a line.

// A future of wasm goes on in a microtask. The runtime's own `queueMicrotask` keeps more about who asked than such a
// step costs; a promise does not.
globalThis.queueMicrotask = (task) => {
  Promise.resolve().then(task);
};

// What a request asks for: its method, its address, and the values of these headers, each on a line.
export function read(request, names) {
  const lines = [request.method, request.url];
  if (names !== "") for (const name of names.split("\n")) lines.push(request.headers.get(name) ?? "");
  return lines.join("\n");
}

// Headers as the runtime takes them fastest: by their names, or in pairs where a name comes twice.
function headers(head) {
  if (head === "") return {};
  const lines = head.split("\n");
  const named = {};
  for (let at = 0; at + 1 < lines.length; at += 2) {
    if (Object.hasOwn(named, lines[at])) return pairs(lines);
    named[lines[at]] = lines[at + 1];
  }
  return named;
}

function pairs(lines) {
  const pairs = [];
  for (let at = 0; at + 1 < lines.length; at += 2) pairs.push([lines[at], lines[at + 1]]);
  return pairs;
}

// A response. A body in the memory of wasm is copied, because that memory goes on changing.
export function respond(status, head, bytes) {
  return new Response(bytes.length > 0 ? bytes.slice() : null, { status, headers: headers(head) });
}

// A response with a body that is kept, or without one.
export function respondKept(status, head, body) {
  return new Response(body, { status, headers: headers(head) });
}

// Another's response with more headers, its body unread.
export function pass(response, head) {
  const passed = new Response(response.body, response);
  for (const [name, value] of pairs(head === "" ? [] : head.split("\n"))) passed.headers.append(name, value);
  return passed;
}

// The body of a request, or nothing when it is longer than `limit`: reading ends there. One whose length was
// announced can't be longer than that.
export async function body(request, limit, announced) {
  // Asking for the stream makes one.
  if (announced) return new Uint8Array(await request.arrayBuffer());
  if (!request.body) return new Uint8Array();
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

// The most objects of a class that an isolate knows to be there: their names weigh a megabyte.
const MOST_FOUND = 10_000;

// The objects of a class. Where the runtime makes files for whatever is called, the deployment lets us look which there
// are: `found` are those that have one.
export function objects(env, binding) {
  return { anywhere: env[binding], held: env.FANFARE_JURISDICTION, files: env[`${binding}_FILES`], found: new Set() };
}

async function isThere({ namespace, files, found }, name) {
  const { ok, status } = await files.fetch(`http://files/${namespace.idFromName(name)}.sqlite`, { method: "HEAD" });
  if (!ok && status !== 404) throw new Error(`the directory answered ${status}`);
  if (found.size >= MOST_FOUND) found.clear();
  if (ok) found.add(name);
  return ok;
}

const decoder = new TextDecoder();

// What an object answers to a call, taken apart: status, head and body; nothing where it is not there, unless the call
// `makes` it. Ends after `patience` milliseconds, if that is more than 0.
export async function call(objects, name, head, body, patience, makes) {
  const { anywhere, held, files, found } = objects;
  // What the runtime can't hold in the deployment's jurisdiction is not called.
  const namespace = (objects.namespace ??= held ? anywhere.jurisdiction(held) : anywhere);
  const isKnown = makes || !files || found.has(name);
  if (!isKnown && !(await isThere(objects, name))) return undefined;
  const called = namespace.getByName(name).answer(head, body);
  const answer = await (patience > 0 ? inTime(called, patience) : called);
  const end = answer.indexOf(0);
  const begin = decoder.decode(answer.subarray(0, end));
  return { status: Number(begin.slice(0, 3)), head: begin.slice(4), body: answer.subarray(end + 1) };
}

async function inTime(called, patience) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("it did not answer in time")), patience);
  });
  try {
    return await Promise.race([called, late]);
  } finally {
    clearTimeout(timer);
  }
}

// The rows of a statement, one after the other: how many columns they have, then the values of all. Read to their
// end, so that the statement is free to be used again.
export function rows(sql, statement, values) {
  const flat = [0];
  for (const row of sql.exec(statement, ...values).raw()) {
    flat[0] = row.length;
    flat.push(...row);
  }
  return flat;
}

export function pause() {
  return new Promise((done) => setTimeout(done, 0));
}
