-- Pictures of entries, an order that is fair to all of them, and their words as a search compares them.

ALTER TABLE entries ADD COLUMN shuffle INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE entries SET shuffle = abs(random() % 2147483647), folded = lower(title || ' ' || author || ' ' || markdown);
-- What a list reads of every entry stands in the index alone.
CREATE INDEX entries_shuffled ON entries (state, person_id, shuffle);

-- `told` is the state of the entry that the community knows, who keeps the file; `key` opens it while not everybody sees it.
CREATE TABLE pictures (
  entry TEXT PRIMARY KEY,
  medium TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  hash TEXT NOT NULL,
  alt TEXT NOT NULL,
  key TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_by_hash ON pictures (hash);
