-- Whom a contest's receipts went to by mail, and over how many leaves the checkpoint of the last one was: one letter for each.

CREATE TABLE contest_letters (
  person_id TEXT NOT NULL,
  contest TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (person_id, contest)
) STRICT, WITHOUT ROWID;
