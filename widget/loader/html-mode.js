// Without wasm, or before it: links change the fragment, and forms are sent as JSON. Where this can't
// help, the link or form leads to the community's own page.

import { isAlone } from "./application.js";
import { complete } from "./composing.js";
import { draftKey, forgetDraft, keepDraft } from "./drafts.js";
import { api, emit } from "./host.js";
import { drop, session } from "./session.js";
import { newKey } from "./storage.js";

// What each kind of form is on the wire.
const sends = {
  ask: (form, body, element) => ["POST", "questions", { ...subject(element), ...body, tags: (body.tags ?? "").split(/[\s,#]+/).filter(Boolean) }],
  answer: (form, body) => ["POST", `questions/${form.dataset.question}/answers`, body],
  comment: (form, body) => ["POST", "comments", { answer_id: form.dataset.answer, ...body }],
  vote: (form, body) => ["PUT", "votes/" + form.dataset.target, { value: +(body.value ?? 1) }],
};

// Any other form says by itself what it is: `data-send` its method, `data-path` its path, `data-event` what the page
// is told, `data-made` which place it leads to. Its fields are text, or JSON where a name ends in `:json`.
const plain = (form, body) => [form.dataset.send, form.dataset.path, Object.fromEntries(Object.entries(body).map(value))];
const value = ([name, text]) => (name.endsWith(":json") ? [name.slice(0, -5), JSON.parse(text)] : [name, text]);

const created = { ask: "question:created", answer: "answer:created", vote: "vote:changed" };

const subject = (element) => {
  const { subject, subject_name } = element.query({ question: "" });
  return { subject, subject_name };
};

const send = async (element, [method, path, body], key, again) => {
  const { token } = await session(element.community, true);
  // What was written shows to who wrote it.
  if (isAlone(element)) element.token = token;
  const answer = await fetch(api(element.community, path), {
    method,
    headers: {
      "content-type": "application/json",
      "idempotency-key": key,
      authorization: "Bearer " + token,
      // Problems are told in the language of what is painted.
      "accept-language": element.frame.querySelector("[lang]").lang,
    },
    body: await complete(element, path, JSON.stringify(body)),
  });
  // A session that ended meanwhile is replaced once.
  if (answer.status == 401 && !again) {
    drop(element.community);
    return send(element, [method, path, body], key, true);
  }
  const result = answer.status == 204 ? {} : await answer.json();
  if (!answer.ok) throw result;
  return result;
};

// Says something in a form, or in what was painted in its place.
const say = (element, form, text) => {
  const same = ({ action, dataset }) => action == form.action && dataset.send == form.dataset.send;
  const now = form.isConnected ? form : [...element.frame.querySelectorAll("form")].find(same);
  const status = now?.querySelector("[data-status]");
  if (status) status.textContent = text;
};

const submit = async (element, form, submitter) => {
  const kind = form.dataset.send;
  const body = {};
  for (const [name, value] of new FormData(form, submitter)) if (value && name != "lang") body[name] = value;
  const key = draftKey(element, form) ?? newKey();
  const [method, ...rest] = (sends[kind] ?? plain)(form, body, element);
  if (method == "POST") keepDraft(element, form, key);
  element.sending = (element.sending ?? 0) + 1;
  form.ariaBusy = "true";
  try {
    const result = await send(element, [method, ...rest], key);
    forgetDraft(element, form);
    element.pictures?.clear(rest[0]);
    const event = created[kind] ?? form.dataset.event;
    if (event) emit(element, event, result);
    if (result.state == "waiting") {
      form.reset();
      // Nobody else sees it yet, so only a fragment that is painted for its author shows it.
      if (element.token) await element.show();
      say(element, form, form.dataset.waiting ?? "");
    } else {
      const made = kind == "ask" ? "question" : form.dataset.made;
      await (made ? go(element, { [made]: result.id }) : element.show());
    }
  } catch (problem) {
    if (/^(sign_in_needed|forbidden)$/.test(problem.code)) emit(element, "login:requested", {}, true);
    if (problem.code == "idempotency_mismatch") keepDraft(element, form);
    // The server's sentence, else what the form itself says about a failed connection.
    say(element, form, problem.errors?.[0]?.detail ?? problem.detail ?? form.dataset.failed ?? problem.message);
  }
  form.ariaBusy = null;
  element.sending--;
};

// Shows a place and puts the reader at its beginning.
const go = async (element, place) => {
  await element.show(place);
  const heading = element.frame.querySelector("h1,h2,h3");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  if (element.getBoundingClientRect().top < 0) element.scrollIntoView();
};

// A link that was followed or a form that was sent.
export const act = (element, target, submitter) => {
  const { view, send, ...place } = target.dataset;
  if (send) {
    if (target.ariaBusy != "true") submit(element, target, submitter);
  } else if (view) {
    const typed = target.action ? Object.fromEntries(new FormData(target)) : {};
    go(element, { question: "", ...place, ...typed });
  }
};
