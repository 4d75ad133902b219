// The store of media: a bucket of R2, or a directory behind HTTP, which is asked by its methods.
const isBucket = (store) => store.constructor?.name === "R2Bucket";

async function ask(directory, name, init) {
  const response = await directory.fetch(`https://media/${name}`, init);
  if (!response.ok && response.status !== 404) throw new Error(`the directory answered ${response.status}`);
  return response;
}

// Keeps bytes under a name. They are copied, because the memory of wasm goes on changing.
export async function put(store, name, bytes) {
  const body = bytes.slice();
  if (isBucket(store)) await store.put(name, body);
  else if (!(await ask(store, name, { method: "PUT", body })).ok) throw new Error("the directory keeps nothing");
}

// A file, or `length` bytes of it from `offset` on where `length` is more than 0; nothing where there is none.
export async function get(store, name, offset, length) {
  const status = length > 0 ? 206 : 200;
  if (isBucket(store)) {
    const object = await store.get(name, length > 0 ? { range: { offset, length } } : {});
    return object ? new Response(object.body, { status }) : undefined;
  }
  const headers = length > 0 ? { range: `bytes=${offset}-${offset + length - 1}` } : {};
  const response = await ask(store, name, { headers });
  return response.ok ? new Response(response.body, { status }) : undefined;
}

// Deletes a file; one that is not there is deleted already.
export async function remove(store, name) {
  if (isBucket(store)) await store.delete(name);
  else await ask(store, name, { method: "DELETE" });
}
