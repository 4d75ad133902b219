// A form with a file, as the runtime reads it: a name, then a text or bytes, one after the other. Nothing where it is
// no such form, or has more parts than any of ours.
const PARTS = 32;

export async function parts(bytes, contentType) {
  try {
    const form = await new Response(bytes.slice(), { headers: { "content-type": contentType } }).formData();
    const parts = [];
    for (const [name, value] of form) {
      if (parts.length >= 2 * PARTS) return undefined;
      parts.push(name, typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer()));
    }
    return parts;
  } catch {
    return undefined;
  }
}
