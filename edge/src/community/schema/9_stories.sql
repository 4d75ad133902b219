-- Stories. `number` is the row of their words in `story_search`; `listed` follows from `state` by the visibility table of
-- the domain, `score` from the three counts.
CREATE TABLE stories (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject_id TEXT NOT NULL REFERENCES subjects (id),
  author_id TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  state TEXT NOT NULL,
  listed INTEGER NOT NULL,
  reason TEXT,
  will_try INTEGER NOT NULL DEFAULT 0,
  smiled INTEGER NOT NULL DEFAULT 0,
  helped INTEGER NOT NULL DEFAULT 0,
  score INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  edited_at INTEGER
) STRICT;
CREATE INDEX stories_new ON stories (created_at, id, listed) WHERE listed = 1;
CREATE INDEX stories_top ON stories (score, created_at, id, listed) WHERE listed = 1;
CREATE INDEX stories_new_of_subject ON stories (subject_id, created_at, id, listed) WHERE listed = 1;
CREATE INDEX stories_top_of_subject ON stories (subject_id, score, created_at, id, listed) WHERE listed = 1;
CREATE INDEX stories_by_author ON stories (author_id, state);
CREATE INDEX stories_to_decide ON stories (created_at) WHERE state IN ('waiting', 'hidden');

-- What people said to stories: an act that was withdrawn has no row.
CREATE TABLE story_votes (
  story_id TEXT NOT NULL REFERENCES stories (id),
  person_id TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('will_try', 'smiled', 'helped')),
  at INTEGER NOT NULL,
  PRIMARY KEY (story_id, person_id, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_votes_by_person ON story_votes (person_id);

-- Words of listed stories, folded and split by the domain.
CREATE VIRTUAL TABLE story_search USING fts5 (
  title, body,
  tokenize = "porter unicode61 remove_diacritics 0",
  prefix = '2 3'
);

-- Mail is stopped about a question or a story.
CREATE TABLE stopped_mail (
  person_id TEXT NOT NULL,
  target TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, target)
) STRICT, WITHOUT ROWID;
INSERT INTO stopped_mail (person_id, target, at) SELECT person_id, question_id, at FROM stopped_notices;
DROP TABLE stopped_notices;
ALTER TABLE stopped_mail RENAME TO stopped_notices;
