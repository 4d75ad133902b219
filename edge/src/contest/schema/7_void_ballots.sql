-- The ballots that were made void, which are few: what is shown of ballots is counted without reading the others.

CREATE INDEX ballots_void ON ballots (leaf) WHERE standing = 'void';
