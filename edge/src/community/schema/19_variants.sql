-- The smaller variant of a picture, or the poster of a video: the word of its kind and its bytes; none while the kind is
-- empty. Its file is named after its picture's, and goes with it.

ALTER TABLE media ADD COLUMN variant TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN variant_bytes INTEGER NOT NULL DEFAULT 0;
