-- An edit that was refused is kept with the reason, for its author, until they change the words again.
ALTER TABLE pending_edits ADD COLUMN reason TEXT;

-- What staff answered to who objects to a line of their statement.
ALTER TABLE reports ADD COLUMN answer TEXT;
