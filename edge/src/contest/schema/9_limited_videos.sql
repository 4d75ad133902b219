-- Whether an entry is a video that some browsers alone play.

ALTER TABLE pictures ADD COLUMN limited INTEGER NOT NULL DEFAULT 0;
