-- The tables of a community. One object is their only writer.
-- Times are milliseconds UTC, flags are 0 or 1, identifiers are text with a kind prefix.

CREATE TABLE settings (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  slug TEXT NOT NULL,
  json TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Everything that happened. Its last number is the version of the community's public state.
CREATE TABLE events (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT,
  target TEXT,
  data TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX events_by_target ON events (target, kind);
CREATE INDEX events_by_actor ON events (actor, number);

-- `email` is where a person signs in: confirmed, or given by an owner who invited them. `sso_email` is where the
-- brand says notices may go: never a way in, and never a reason to merge. `seen_at` is 0 until the first sign-in.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  skeleton TEXT NOT NULL,
  tier TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT 'member',
  title TEXT NOT NULL DEFAULT '',
  face TEXT,
  email TEXT,
  sso_subject TEXT,
  sso_email TEXT,
  epoch INTEGER NOT NULL DEFAULT 0,
  published INTEGER NOT NULL DEFAULT 0,
  imported_from TEXT,
  merged_into TEXT,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_by_email ON people (email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX people_by_sso ON people (sso_subject) WHERE sso_subject IS NOT NULL;
CREATE UNIQUE INDEX people_by_import ON people (imported_from) WHERE imported_from IS NOT NULL;
CREATE INDEX people_staff ON people (role, id) WHERE role <> 'member';
CREATE INDEX people_members ON people (id) WHERE role = 'member' AND imported_from IS NULL AND merged_into IS NULL;

-- Single-use secrets, kept as SHA-256: e-mail links, transfers between origins, used SSO tokens, ended sessions.
CREATE TABLE codes (
  hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}',
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_by_subject ON codes (purpose, subject);
CREATE INDEX codes_by_expiry ON codes (expires_at);

CREATE TABLE subjects (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  picture TEXT,
  url TEXT,
  language TEXT,
  questions INTEGER NOT NULL DEFAULT 0,
  unanswered INTEGER NOT NULL DEFAULT 0,
  answers INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX subjects_by_questions ON subjects (questions, created_at, id);

CREATE TABLE subject_aliases (
  alias TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES subjects (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_aliases_by_subject ON subject_aliases (subject_id);

-- `listed` follows from `state` by the visibility table of the domain.
CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES subjects (id),
  author_id TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  markdown TEXT NOT NULL,
  body TEXT NOT NULL,
  tags TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL,
  listed INTEGER NOT NULL,
  reason TEXT,
  duplicate_of TEXT,
  up INTEGER NOT NULL DEFAULT 0,
  down INTEGER NOT NULL DEFAULT 0,
  score INTEGER NOT NULL DEFAULT 0,
  answer_count INTEGER NOT NULL DEFAULT 0,
  accepted_answer_id TEXT,
  top_answer_id TEXT,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  active_at INTEGER NOT NULL,
  source_id TEXT UNIQUE,
  source_url TEXT,
  source_license TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_active ON questions (active_at, created_at, id) WHERE listed = 1;
CREATE INDEX questions_new ON questions (created_at, id) WHERE listed = 1;
CREATE INDEX questions_top ON questions (score, created_at, id) WHERE listed = 1;
CREATE INDEX questions_unanswered ON questions (score, created_at, id) WHERE listed = 1 AND answer_count = 0;
CREATE INDEX questions_active_of_subject ON questions (subject_id, active_at, created_at, id) WHERE listed = 1;
CREATE INDEX questions_new_of_subject ON questions (subject_id, created_at, id) WHERE listed = 1;
CREATE INDEX questions_top_of_subject ON questions (subject_id, score, created_at, id) WHERE listed = 1;
CREATE INDEX questions_unanswered_of_subject ON questions (subject_id, score, created_at, id) WHERE listed = 1 AND answer_count = 0;
CREATE INDEX questions_by_author ON questions (author_id, state);
CREATE INDEX questions_by_duplicate ON questions (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX questions_to_decide ON questions (created_at) WHERE state IN ('waiting', 'hidden');

CREATE TABLE question_tags (
  tag TEXT NOT NULL,
  question_id TEXT NOT NULL REFERENCES questions (id),
  PRIMARY KEY (tag, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_tags_by_question ON question_tags (question_id);

-- Answers stand by `class, bound DESC, created_at, id`: the domain's ranking writes both.
CREATE TABLE answers (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES questions (id),
  author_id TEXT NOT NULL REFERENCES people (id),
  markdown TEXT NOT NULL,
  body TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  state TEXT NOT NULL,
  listed INTEGER NOT NULL,
  reason TEXT,
  up INTEGER NOT NULL DEFAULT 0,
  down INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  class INTEGER NOT NULL DEFAULT 1,
  bound REAL NOT NULL DEFAULT 0,
  caution_kind TEXT,
  caution_by TEXT,
  caution_reason TEXT,
  caution_at INTEGER,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  source_id TEXT UNIQUE,
  source_url TEXT,
  source_license TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_of_question ON answers (question_id, listed, class, bound DESC, created_at, id);
CREATE INDEX answers_by_author ON answers (author_id, state);
CREATE INDEX answers_to_decide ON answers (created_at) WHERE state IN ('waiting', 'hidden');

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  answer_id TEXT NOT NULL REFERENCES answers (id),
  author_id TEXT NOT NULL REFERENCES people (id),
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  listed INTEGER NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  edited_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX comments_of_answer ON comments (answer_id, id);
CREATE INDEX comments_by_author ON comments (author_id, state);
CREATE INDEX comments_to_decide ON comments (created_at) WHERE state IN ('waiting', 'hidden');

CREATE TABLE votes (
  target TEXT NOT NULL,
  person_id TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (-1, 0, 1)),
  reason TEXT,
  notify INTEGER NOT NULL DEFAULT 0,
  -- The duplicate this vote came from; empty once its person votes here.
  joined_from TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (target, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX votes_by_person ON votes (person_id);

CREATE TABLE reports (
  target TEXT NOT NULL,
  person_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  open INTEGER NOT NULL DEFAULT 1,
  at INTEGER NOT NULL,
  PRIMARY KEY (target, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_open ON reports (at) WHERE open = 1;

CREATE TABLE revisions (
  target TEXT NOT NULL,
  number INTEGER NOT NULL,
  title TEXT,
  markdown TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (target, number)
) STRICT, WITHOUT ROWID;

-- An edit that waits for a person: the old words stand until then.
CREATE TABLE pending_edits (
  target TEXT PRIMARY KEY,
  title TEXT,
  markdown TEXT NOT NULL,
  tags TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Replies kept for 24 hours under the caller's own key.
CREATE TABLE replies (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_age ON replies (at);

-- Mail that has not left yet, and for the mailbox of a local run also what has.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting',
  due_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  error TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_by_age ON outbox (queued_at);

-- What the one alarm of this object has to do, and when.
CREATE TABLE due (
  task TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Words of listed questions: title, body and answers, folded and split by the domain.
CREATE VIRTUAL TABLE search USING fts5 (
  title, body, answers, tags,
  tokenize = "porter unicode61 remove_diacritics 0",
  prefix = '2 3'
);
CREATE TABLE search_rows (
  question_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- In how many titles and tags each word stands: for weights, and for finding a word with one typo.
CREATE TABLE search_words (
  word TEXT PRIMARY KEY,
  questions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
