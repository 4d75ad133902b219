-- Closed questions without an answer, which nobody can give any more: they are not among those that wait for one.
CREATE INDEX questions_closed ON questions (subject_id, id, state, answer_count) WHERE state = 'closed' AND answer_count = 0;
