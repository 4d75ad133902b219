-- By which version of the rules it was counted last, as its event in the ledger says; empty before the first time.
-- `trial` is what another version would change, as JSON; one that is not done is to be made.
ALTER TABLE recognition ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE recognition ADD COLUMN trial TEXT;
UPDATE recognition SET version = coalesce((SELECT data ->> 'version' FROM events WHERE kind = 'recognized' AND kind <> 'voted' ORDER BY number DESC LIMIT 1), '');
