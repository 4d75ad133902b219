-- Thanks of the brand's people are for a story, too.
CREATE TABLE given_thanks (
  target TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (target, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO given_thanks (target, person_id, at) SELECT answer_id, person_id, at FROM thanks;
DROP TABLE thanks;
ALTER TABLE given_thanks RENAME TO thanks;
