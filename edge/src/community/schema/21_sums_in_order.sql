-- Sums stand once, in the order of lists. Beside a table by person every sum touched two pages of a large tree: the
-- most of what the first run wrote. Which sums belong to a standing it says itself, as JSON: subject, tag, how many.
ALTER TABLE kept_standings ADD COLUMN sums TEXT NOT NULL DEFAULT '[]';
UPDATE kept_standings SET sums = (
  SELECT json_group_array(json_array(k.subject, k.tag, k.helped)) FROM kept_sums k
  WHERE k.person_id = kept_standings.person_id AND k.since = kept_standings.since
);
CREATE TABLE ordered_sums (
  subject TEXT NOT NULL,
  tag TEXT NOT NULL,
  helped INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (subject, tag, helped DESC, person_id, since)
) STRICT, WITHOUT ROWID;
INSERT INTO ordered_sums (subject, tag, helped, person_id, since)
  SELECT subject, tag, helped, person_id, since FROM kept_sums;
DROP TABLE kept_sums;
ALTER TABLE ordered_sums RENAME TO kept_sums;

-- The next run makes those of complaints, too.
UPDATE due SET at = 0 WHERE task = 'recognition';
