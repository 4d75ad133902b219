-- Where the community knows an entry to stand: it is told of all that everybody sees, since who sent them in has a page there.

ALTER TABLE entries ADD COLUMN told TEXT NOT NULL DEFAULT '';
-- What everybody sees is told anew; of what nobody does and has no picture there is nothing to tell.
UPDATE entries SET told = coalesce(
    (SELECT p.told FROM pictures p WHERE p.entry = entries.id),
    (SELECT f.told FROM featured f WHERE f.entry = entries.id),
    state
  ) WHERE state <> 'published';
CREATE INDEX entries_untold ON entries (id) WHERE told <> state;
ALTER TABLE pictures DROP COLUMN told;
DROP TABLE featured;
UPDATE due SET task = 'entries' WHERE task = 'pictures';
