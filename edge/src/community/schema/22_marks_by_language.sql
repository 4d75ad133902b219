-- A reader sees the level beside a name in their own language: what stands there by language, as JSON.
ALTER TABLE level_marks ADD COLUMN titles TEXT NOT NULL DEFAULT '{}';

-- The next run writes them.
UPDATE due SET at = 0 WHERE task = 'recognition';
