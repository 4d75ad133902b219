-- Codes that a brand prints and puts in its boxes, as hashes; `person_id` is who redeemed one.
CREATE TABLE owner_codes (
  hash TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES subjects (id),
  person_id TEXT REFERENCES people (id),
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX owner_codes_by_subject ON owner_codes (subject_id);

-- Who owns what.
CREATE TABLE owners (
  subject_id TEXT NOT NULL REFERENCES subjects (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (subject_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX owners_by_person ON owners (person_id, at);
