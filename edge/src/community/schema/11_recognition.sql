-- Where everybody stands: made from the ledger by the rules, once a day. A cache that explains itself.

-- What was counted last. `today` asks for a trial that counts the running day, too.
CREATE TABLE recognition (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  until INTEGER,
  people INTEGER NOT NULL DEFAULT 0,
  lines INTEGER NOT NULL DEFAULT 0,
  digest TEXT NOT NULL DEFAULT '',
  runs INTEGER NOT NULL DEFAULT 0,
  today INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO recognition (only) VALUES (1);
INSERT INTO due (task, at) VALUES ('recognition', 0);

-- `share` is what the givers of a person count, in thousandths. `json` has the rest; `digest` is of all, lines included.
CREATE TABLE standings (
  person_id TEXT PRIMARY KEY,
  helped INTEGER NOT NULL,
  share INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  json TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_helped ON standings (helped, person_id);

CREATE TABLE statement_lines (
  person_id TEXT NOT NULL,
  released INTEGER NOT NULL,
  contribution TEXT NOT NULL,
  day INTEGER NOT NULL,
  people INTEGER NOT NULL,
  guests INTEGER NOT NULL,
  PRIMARY KEY (person_id, released, contribution, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_lines_by_day ON statement_lines (day, person_id, people, contribution);

-- Thanks of the brand's people that stand.
CREATE TABLE thanks (
  answer_id TEXT NOT NULL REFERENCES answers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (answer_id, person_id)
) STRICT, WITHOUT ROWID;

-- What a person wants others to be told of them.
CREATE TABLE public_recognition (
  person_id TEXT PRIMARY KEY,
  listed INTEGER NOT NULL,
  sentence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
