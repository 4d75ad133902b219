-- Entries that somebody of the brand wants to feature; `told` is the state that the community knows.

CREATE TABLE featured (
  entry TEXT PRIMARY KEY,
  told TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
