-- What one objects to is no report: it says so itself, since one objects to acts on the words of others, too.
UPDATE reports SET reason = 'objection' WHERE person_id IN (
  SELECT author_id FROM answers WHERE id = target
  UNION ALL SELECT author_id FROM questions WHERE id = target
  UNION ALL SELECT author_id FROM comments WHERE id = target
  UNION ALL SELECT author_id FROM stories WHERE id = target
);
CREATE INDEX reports_of_person ON reports (person_id);
