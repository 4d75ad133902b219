// Who is writing: a token per community in the page's own storage, never a cookie. The application asks here too.

import { api } from "./host.js";
import { forget, keep, kept, newKey } from "./storage.js";

const name = (community) => community + ":session";

// What `identify` was given, and which sessions were checked against it on this page.
let source;
let checked = {};

// The `sub` of a JWT; it only decides whether a kept session is of the same person.
const subjectOfToken = (token) => {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub;
  } catch {}
};

const exchange = async (community, body, bearer) => {
  const answer = await fetch(api(community, "session"), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": newKey(),
      ...(bearer && { authorization: "Bearer " + bearer }),
    },
    body: JSON.stringify(body),
  });
  const session = await answer.json();
  if (!answer.ok) throw session;
  return session;
};

// The session of a community: the kept one, else one from the brand's sign-in, else, if `begin`, a guest's.
const find = async (community, begin) => {
  let session = kept(name(community));
  if (!(session?.expires_at > Date.now())) session = undefined;
  if (source && !(session && checked[community] == source)) {
    const from = (checked[community] = source);
    const token = typeof from == "function" ? await from() : from;
    const sub = token && subjectOfToken(token);
    if (token ? session?.sub != sub : session?.sub) {
      // The guest's token stays beside the new session: what the guest did can be claimed.
      const guest = session?.sub ? undefined : session?.token;
      session = token && { ...(await exchange(community, { kind: "sso", token }, guest)), sub, guest };
    }
  }
  if (!session && begin) session = await exchange(community, { kind: "guest" });
  session ? keep(name(community), session) : forget(name(community));
  return session;
};

// One at a time for a community, so that two writes at once make one guest.
const running = {};
export const session = (community, begin) =>
  (running[community] = (running[community] ?? Promise.resolve()).catch(() => {}).then(() => find(community, begin)));

// Forgets a session that the server refused.
export const drop = (community) => {
  checked[community] = 0;
  forget(name(community));
};

// What a guest did here was claimed, or is not wanted.
export const forgetGuest = (community) => keep(name(community), { ...kept(name(community)), guest: undefined, claimable: 0 });

// The elements that show what depends on the person, and how each is told that it may be another one.
export const watchers = new Map();
const changed = () => watchers.forEach((tell) => tell());

// Hands over the brand's sign-in: a JWT, or a function (it may be async) that is called whenever one is needed.
export const identify = (tokenOrFunction) => {
  source = tokenOrFunction;
  checked = {};
  changed();
};

// Ends the sessions of this page's communities on this device.
export const logout = () => {
  source = undefined;
  watchers.forEach((_, { community }) => {
    const session = kept(name(community));
    drop(community);
    if (session) {
      fetch(api(community, "session"), { method: "DELETE", headers: { authorization: "Bearer " + session.token } }).catch(() => {});
    }
  });
  changed();
};
