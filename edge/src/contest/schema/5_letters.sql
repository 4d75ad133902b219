-- Over how many leaves the last checkpoint was whose receipt a voter was sent by mail: 0 for none yet, nothing for who wants none.

ALTER TABLE voters ADD COLUMN told INTEGER;
CREATE INDEX voters_by_letter ON voters (told) WHERE told IS NOT NULL;
