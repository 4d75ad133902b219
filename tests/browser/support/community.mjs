// A community of a test's own, and the people in it, through the API as a brand's server uses it.
// Invariant: no two tests share a community, so none sees what another does.

import { createHmac, randomBytes } from "node:crypto";

import { OPERATOR_TOKEN } from "./server.mjs";

const SECRET = "a secret of the tests, 32 bytes.";
const KID = "tests";

const base64url = (text) => Buffer.from(text).toString("base64url");
export const word = () => randomBytes(5).toString("hex");

const request = async (address, method, token, body) => {
  const headers = { "idempotency-key": word() + word() };
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) {
    const failure = new Error(`${method} ${address} answered ${answer.status}: ${text}`);
    throw Object.assign(failure, { status: answer.status });
  }
  return text ? JSON.parse(text) : undefined;
};

// Makes a community; `settings` are those of `POST /api/v1/communities`. What guests write stands at once
// unless they say otherwise.
export const makeCommunity = async (server, settings = {}) => {
  const slug = `b-${word()}`;
  const key = { kid: KID, algorithm: "HS256", key: base64url(SECRET) };
  const defaults = { name: "Halden", sso_keys: [key], moderation: { guests: "none" } };
  await request(`${server.url}/api/v1/communities`, "POST", OPERATOR_TOKEN, { slug, ...defaults, ...settings });
  return new Community(server.url, slug);
};

export class Community {
  constructor(host, slug) {
    this.slug = slug;
    this.page = `${host}/${slug}`;
    this.api = `${host}/api/v1/${slug}`;
    this.operator = new Person(this, OPERATOR_TOKEN);
  }

  // A token of the brand's sign-in, as a brand's server signs it.
  signIn(subject, name, more = {}) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: subject, aud: this.slug, iat: now, exp: now + 300, jti: word(), name, ...more };
    const signed = [{ alg: "HS256", kid: KID, typ: "JWT" }, claims].map((part) => base64url(JSON.stringify(part))).join(".");
    return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
  }

  async member(name, more) {
    const subject = word();
    const body = { kind: "sso", token: this.signIn(subject, name, more) };
    const { token, me } = await request(`${this.api}/session`, "POST", undefined, body);
    return new Person(this, token, me.id, () => this.signIn(subject, name, more));
  }

  async guest(name) {
    const { token, me } = await request(`${this.api}/session`, "POST", undefined, { kind: "guest", name });
    return new Person(this, token, me.id);
  }

  async staff(role, name = "Maren", title = "Workshop") {
    const person = await this.member(name);
    await this.operator.put(`members/${person.id}`, { role, title });
    return person;
  }
}

export class Person {
  // `signIn` gives a token of the brand's sign-in for who has one.
  constructor(community, token, id, signIn) {
    Object.assign(this, { community, token, id, signIn });
  }

  get = (path) => request(`${this.community.api}/${path}`, "GET", this.token);
  post = (path, body) => request(`${this.community.api}/${path}`, "POST", this.token, body);
  patch = (path, body) => request(`${this.community.api}/${path}`, "PATCH", this.token, body);
  put = (path, body) => request(`${this.community.api}/${path}`, "PUT", this.token, body);
  remove = (path) => request(`${this.community.api}/${path}`, "DELETE", this.token);

  ask = (title, more) => this.post("questions", { subject: "kettle", subject_name: "the kettle", title, markdown: "", tags: [], ...more });
  answer = (question, markdown) => this.post(`questions/${question.id}/answers`, { markdown });
  comment = (answer, text) => this.post("comments", { answer_id: answer.id, text });
  vote = (target, value = 1, more = {}) => this.put(`votes/${target.id}`, { value, ...more });
  decide = (target, act, reason = "") => this.put(`moderation/${target.id}`, { act, reason });
}
