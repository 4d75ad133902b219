-- A run is written beside the one that is shown, in small writes, and shown at once at its end.

-- `counting` is the number of the run that goes on, 0 for none. `asked` is the last number that somebody was told when
-- they asked for a run: only a later one answers them. `today` is one more than that of who wanted the running day, too.
ALTER TABLE recognition ADD COLUMN counting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recognition ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
UPDATE recognition SET today = 0;

-- A standing is that of the runs from `since` on, before `gone`. Its lines are those of the runs from `lines_since` on;
-- `lines_digest` is of all of them.
CREATE TABLE kept_standings (
  person_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  lines_since INTEGER NOT NULL,
  helped INTEGER NOT NULL,
  share INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  json TEXT NOT NULL,
  digest TEXT NOT NULL,
  lines_digest TEXT NOT NULL,
  PRIMARY KEY (person_id, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_standings_by_helped ON kept_standings (helped DESC, person_id);
CREATE INDEX kept_standings_by_gone ON kept_standings (gone);
INSERT INTO kept_standings SELECT person_id, 0, 9007199254740991, 0, helped, share, first_day, json, '', '' FROM standings;
DROP TABLE standings;

CREATE TABLE kept_lines (
  person_id TEXT NOT NULL,
  released INTEGER NOT NULL,
  contribution TEXT NOT NULL,
  day INTEGER NOT NULL,
  since INTEGER NOT NULL,
  people INTEGER NOT NULL,
  guests INTEGER NOT NULL,
  PRIMARY KEY (person_id, released, contribution, day, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_lines_by_day ON kept_lines (day, person_id, since, people, contribution);
INSERT INTO kept_lines SELECT person_id, released, contribution, day, 0, people, guests FROM statement_lines;
DROP TABLE statement_lines;
