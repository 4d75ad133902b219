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

function add(headers, head) {
  if (head === "") return headers;
  const lines = head.split("\n");
  for (let at = 0; at + 1 < lines.length; at += 2) headers.append(lines[at], lines[at + 1]);
  return headers;
}

// A response. A body in the memory of wasm is copied, because that memory goes on changing.
export function respond(status, head, bytes) {
  return new Response(bytes.length > 0 ? bytes.slice() : null, { status, headers: add(new Headers(), head) });
}

// A response with a body that is kept, or without one.
export function respondKept(status, head, body) {
  return new Response(body, { status, headers: add(new Headers(), head) });
}

// Another's response with more headers, its body unread.
export function pass(response, head) {
  const passed = new Response(response.body, response);
  add(passed.headers, head);
  return passed;
}

// The body of a request, or nothing when it is longer than `limit`: reading ends there. One whose length was
// announced can't be longer than that.
export async function body(request, limit, announced) {
  if (!request.body) return new Uint8Array();
  if (announced) return new Uint8Array(await request.arrayBuffer());
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

// Calls an object: its response, with the whole body if that is wanted, so that there is one thing to wait for.
export async function call(namespace, name, address, method, head, body, patience, whole) {
  const init = { method, headers: add(new Headers(), head) };
  if (body) init.body = body.slice();
  if (patience > 0) init.signal = AbortSignal.timeout(patience);
  const response = await namespace.getByName(name).fetch(address, init);
  return { response, bytes: whole ? new Uint8Array(await response.arrayBuffer()) : undefined };
}

// Gives the whole body of a request to `handle`, nothing if it broke off, and answers with what that gives.
export async function whole(request, handle) {
  let bytes;
  try {
    bytes = new Uint8Array(await request.arrayBuffer());
  } catch {}
  return handle(bytes);
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
