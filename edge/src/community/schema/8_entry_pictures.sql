-- A picture of a contest's entry is seen when the contest says so: the entry is its, not the community's. Until the
-- entry is taken, the picture belongs to the contest.

ALTER TABLE media ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
CREATE INDEX media_of_contests ON media (created_at) WHERE target GLOB 'ct_*' AND shown = 0;
