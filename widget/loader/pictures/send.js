// One picture on its way to the server. `fetch` tells nothing of progress; this does, and can be ended.
// Invariant: a picture that is sent again is sent under the same key, so it arrives once.

import { api } from "../host.js";
import { languageOf } from "./language.js";

// Sends it; gives back its medium, or throws the problem. `progress` hears parts of one.
export const send = async (element, own, { blob, key, signal, progress }, again) => {
  const { token } = await own.session(true);
  signal.throwIfAborted();
  const { status, response } = await new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", api(element.community, "media"));
    request.responseType = "json";
    request.setRequestHeader("content-type", blob.type);
    request.setRequestHeader("idempotency-key", key);
    request.setRequestHeader("accept-language", languageOf(element));
    // On our own pages a cookie says who it is.
    if (token) request.setRequestHeader("authorization", "Bearer " + token);
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () => done(request);
    request.onerror = request.onabort = () => failed(new Error("it did not arrive"));
    signal.addEventListener("abort", () => request.abort());
    request.send(blob);
  });
  if (status < 300 && response?.id) return response;
  // A session that ended meanwhile is replaced once.
  if (response?.code == "bad_token" && !again) {
    own.drop();
    return send(element, own, { blob, key, signal, progress }, true);
  }
  throw response ?? new Error(status);
};
