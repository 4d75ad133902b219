-- What questions and stories call a subject that had no name when they came: it bears the name while they are listed, or
-- something else of it is.
CREATE TABLE proposed_names (
  target TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
