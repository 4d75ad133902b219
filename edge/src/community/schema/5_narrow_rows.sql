-- What lists and votes read stands apart from what is long. To compare a key in a table without rowid SQLite reads the
-- whole of a row, so that finding one question read the words of ten.

-- A column that goes must be in no view; views are made anew after a migration.
DROP VIEW IF EXISTS question_summaries;
DROP VIEW IF EXISTS answer_views;
DROP VIEW IF EXISTS comment_views;
DROP VIEW IF EXISTS answer_excerpts;
DROP VIEW IF EXISTS subject_refs;
DROP VIEW IF EXISTS person_views;

-- What the author of a question or an answer wrote, and the same parsed, as JSON.
CREATE TABLE words (
  id TEXT PRIMARY KEY,
  markdown TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
INSERT INTO words (id, markdown, body) SELECT id, markdown, body FROM questions;
INSERT INTO words (id, markdown, body) SELECT id, markdown, body FROM answers;
ALTER TABLE questions DROP COLUMN markdown;
ALTER TABLE questions DROP COLUMN body;
ALTER TABLE answers DROP COLUMN markdown;
ALTER TABLE answers DROP COLUMN body;

-- With the columns of their conditions in them, the order of a list is read from its index alone.
DROP INDEX questions_active;
DROP INDEX questions_new;
DROP INDEX questions_top;
DROP INDEX questions_unanswered;
DROP INDEX questions_active_of_subject;
DROP INDEX questions_new_of_subject;
DROP INDEX questions_top_of_subject;
DROP INDEX questions_unanswered_of_subject;
CREATE INDEX questions_active ON questions (active_at, created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_new ON questions (created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_top ON questions (score, created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_unanswered ON questions (score, created_at, id, listed, answer_count) WHERE listed = 1 AND answer_count = 0;
CREATE INDEX questions_active_of_subject ON questions (subject_id, active_at, created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_new_of_subject ON questions (subject_id, created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_top_of_subject ON questions (subject_id, score, created_at, id, listed) WHERE listed = 1;
CREATE INDEX questions_unanswered_of_subject ON questions (subject_id, score, created_at, id, listed, answer_count) WHERE listed = 1 AND answer_count = 0;

-- Each index costs every vote a page. Nobody asks who did what, and of what was voted only the votes.
DROP INDEX events_by_actor;
DROP INDEX events_by_target;
CREATE INDEX events_by_target ON events (target, kind) WHERE kind <> 'voted';

-- By the day they were kept on, replies are dropped without an index of their age.
CREATE TABLE replies_by_day (
  day INTEGER NOT NULL,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (day, caller, key)
) STRICT, WITHOUT ROWID;
INSERT INTO replies_by_day (day, caller, key, fingerprint, status, body)
  SELECT at / 86400000, caller, key, fingerprint, status, body FROM replies;
DROP TABLE replies;
ALTER TABLE replies_by_day RENAME TO replies;
