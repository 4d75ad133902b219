// The server of the demo's shop: static pages, and the part a brand's own server plays, signing its visitors in.
//
// A Worker for plain workerd. Bindings:
//   FILES    a disk service over `demo/shop`
//   FANFARE  the base URL of the community's host; it takes the place of http://127.0.0.1:8787 in the pages
//   KEY      the private JWK (EdDSA, with `kid`) that `fanfare seed --key` wrote; without it nobody can sign in
//   COMMUNITY  the slug the tokens are for
//   HOST     the community's host, to be asked which contest takes photographs; its id takes the place of ct_sample in the pages
//
// It signs a token for whoever asks: right for a demo on this machine, and nowhere else.

const HOST_IN_FILES = "http://127.0.0.1:8787";
const CONTEST_IN_FILES = "ct_sample";
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json" };
const LIFETIME_SECONDS = 300;

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname === "/sign-in") return signIn(url.searchParams.get("as"), env);
    return file(url.pathname === "/" ? "/index.html" : url.pathname, env);
  },
};

async function file(path, env) {
  const type = TYPES[path.split(".").pop()];
  const answer = type ? await env.FILES.fetch(new URL(path, "http://files/")) : null;
  if (!answer?.ok) return new Response("There is no such page.", { status: 404 });
  const headers = { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" };
  if (type !== "text/html") return new Response(answer.body, { headers });
  const page = (await answer.text()).replaceAll(HOST_IN_FILES, env.FANFARE);
  return new Response(page.includes(CONTEST_IN_FILES) ? page.replaceAll(CONTEST_IN_FILES, await contest(env)) : page, { headers });
}

/** The contest a brand would name in its page: the one that is open and takes photographs. */
async function contest(env) {
  const { data } = await (await env.HOST.fetch(`${env.FANFARE}/api/v1/${env.COMMUNITY}/contests`)).json();
  return data.find(({ state, rules }) => state === "open" && rules.kind === "photo")?.id ?? CONTEST_IN_FILES;
}

async function signIn(id, env) {
  const { people } = await (await env.FILES.fetch("http://files/people.json")).json();
  if (!env.KEY) return Response.json({ people: [] });
  if (id === null) return Response.json({ people });
  const person = people.find((one) => one.id === id && id !== "");
  if (!person) return Response.json({ error: "There is no such person." }, { status: 404 });
  return Response.json({ token: await token(person, env) }, { headers: { "cache-control": "no-store" } });
}

/** A token as the documentation asks for it: sub, aud, iat, exp and jti, signed with one key of one algorithm. */
async function token(person, env) {
  const jwk = JSON.parse(env.KEY);
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "EdDSA", kid: jwk.kid, typ: "JWT" };
  const claims = { sub: person.id, name: person.name, aud: env.COMMUNITY, iat: now, exp: now + LIFETIME_SECONDS, jti: crypto.randomUUID() };
  const signed = `${base64url(encode(header))}.${base64url(encode(claims))}`;
  const key = await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", d: jwk.d, x: jwk.x }, { name: "Ed25519" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

function encode(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
