-- Of how many people the run that is shown mended what was kept.
ALTER TABLE recognition ADD COLUMN mended INTEGER NOT NULL DEFAULT 0;
