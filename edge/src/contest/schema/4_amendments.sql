-- Amendments of the rules; those that hold stand in `contest`, those of the opening in the first leaf.

CREATE TABLE amendments (
  leaf INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
