-- Lists of a subject or a tag stand by sums, those of a week or a month by late lines alone. An index of all lines by
-- their day took three quarters of the time of a first run.

-- The day of a line that a week or a month may ask for; null for one that was old already when it was written.
ALTER TABLE kept_lines ADD COLUMN recent_day INTEGER;
UPDATE kept_lines SET recent_day = day
WHERE contribution <> '' AND day >= (SELECT until - 62 FROM recognition);
DROP INDEX kept_lines_by_day;
CREATE INDEX kept_lines_by_recent_day ON kept_lines (recent_day, person_id, since, people, contribution)
WHERE recent_day IS NOT NULL;

-- How many people somebody helped with a subject, a tag, or both at once, by their words, empty for any. They belong to
-- the standing of the same `since`.
CREATE TABLE kept_sums (
  person_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  subject TEXT NOT NULL,
  tag TEXT NOT NULL,
  helped INTEGER NOT NULL,
  PRIMARY KEY (person_id, since, subject, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_sums_by_helped ON kept_sums (subject, tag, helped DESC, person_id, since);

-- A run makes them.
UPDATE due SET at = 0 WHERE task = 'recognition';
