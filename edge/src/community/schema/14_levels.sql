-- Whether a person wants their highest level shown, and what then stands beside their name.
ALTER TABLE public_recognition ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
CREATE TABLE level_marks (
  level TEXT PRIMARY KEY,
  title TEXT NOT NULL
) STRICT, WITHOUT ROWID;
