-- What still waited when a contest closed is set aside, and its pictures go.

UPDATE entries SET state = 'set_aside'
  WHERE state = 'waiting' AND EXISTS (SELECT 1 FROM contest WHERE state = 'closed');
INSERT INTO due (task, at) SELECT 'pictures', 0 FROM contest WHERE state = 'closed'
  ON CONFLICT (task) DO NOTHING;
