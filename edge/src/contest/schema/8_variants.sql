-- Whether the picture of an entry had a smaller variant when it came, or is small itself.

ALTER TABLE pictures ADD COLUMN variant INTEGER NOT NULL DEFAULT 0;
