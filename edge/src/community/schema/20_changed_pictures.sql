-- Pictures that an edit took away, or wants to add: they belong to what was said, and are not shown with it. `media` says
-- which were shown, as JSON: before an edit, and once one that waits is approved (nothing: the same).

ALTER TABLE media ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN media TEXT NOT NULL DEFAULT '[]';
ALTER TABLE pending_edits ADD COLUMN media TEXT;
