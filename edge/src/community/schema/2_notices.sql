-- Who wants no more mail about a question.
CREATE TABLE stopped_notices (
  person_id TEXT NOT NULL,
  question_id TEXT NOT NULL REFERENCES questions (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, question_id)
) STRICT, WITHOUT ROWID;

-- Where a mail's recipient stops such mail; nothing for mail that was asked for.
ALTER TABLE outbox ADD COLUMN stop_url TEXT;
