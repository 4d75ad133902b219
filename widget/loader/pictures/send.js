// One picture or video on its way to the server. `fetch` tells nothing of progress; this does, and can be ended.
// Invariant: what is sent again is sent under the same key, so it arrives once; of a large file, what arrived stays there
// and is not sent again.

import { api } from "../host.js";
import { languageOf } from "./language.js";
import { newKey } from "../storage.js";
import { variantOf } from "./shrink.js";

// What the server takes as one part.
const PART = 2 * 1024 * 1024;

const post = async (element, own, sent, again) => {
  const { method = "POST", path = "media", body, type, key, signal, progress } = sent;
  const { token } = await own.session(true);
  signal.throwIfAborted();
  const { status, response } = await new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, api(element.community, path));
    request.responseType = "json";
    request.setRequestHeader("content-type", type);
    request.setRequestHeader("idempotency-key", key);
    request.setRequestHeader("accept-language", languageOf(element));
    // On our own pages a cookie says who it is.
    if (token) request.setRequestHeader("authorization", "Bearer " + token);
    request.upload.onprogress = ({ loaded, total }) => progress?.(loaded / total);
    request.onload = () => done(request);
    request.onerror = request.onabort = () => failed(new Error("it did not arrive"));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
  if (status < 300 && response?.id) return response;
  // A session that ended meanwhile is replaced once.
  if (response?.code == "bad_token" && !again) {
    own.drop();
    return post(element, own, sent, true);
  }
  throw response ?? new Error(status);
};

const whole = async (element, own, { blob, key, parts, signal, progress }) => {
  const { size, type } = blob;
  if (size <= PART) return post(element, own, { body: blob, type, key, signal, progress });
  while (parts.length * PART < size) {
    const at = parts.length * PART;
    const body = blob.slice(at, at + PART);
    const within = (part) => progress((at + part * body.size) / size);
    const part = { body, type: "application/octet-stream", key: `${key}-${parts.length}`, signal, progress: within };
    parts.push((await post(element, own, part)).id);
  }
  return post(element, own, { body: JSON.stringify({ parts }), type: "application/json", key, signal });
};

const give = (element, own, { id, body, key, signal }) =>
  post(element, own, { method: "PUT", path: "media/" + id, body, type: body.type, key: key + "-variant", signal });

// Sends it, and what is shown of it where it is small, without which it goes along, too; gives back its medium, or throws
// the problem. `progress` hears how much of it is there, from 0 to 1; `parts` names what arrived of a large one, and grows.
export const send = async (element, own, sent) => {
  const medium = await whole(element, own, sent);
  try {
    await give(element, own, { ...sent, id: medium.id, body: await variantOf(sent.blob) });
  } catch {}
  return medium;
};

// The same of what somebody decides about, where its sender's browser gave none.
export const vary = async (element, own, target) => {
  const { token } = await own.session();
  const headers = token ? { authorization: "Bearer " + token } : {};
  const answer = await fetch(api(element.community, (target[0] == "q" ? "questions/" : "answers/") + target), { headers });
  for (const { id, url, variant } of (await answer.json()).media) {
    if (variant) continue;
    const file = await fetch(new URL(url, answer.url));
    await give(element, own, { id, body: await variantOf(await file.blob()), key: newKey(), signal: element.live.signal });
  }
};
