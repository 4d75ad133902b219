-- Finished JSON, as the wire types of the domain read it. Made anew whenever the schema changes.

DROP VIEW IF EXISTS question_summaries;
DROP VIEW IF EXISTS answer_views;
DROP VIEW IF EXISTS comment_views;
DROP VIEW IF EXISTS story_views;
DROP VIEW IF EXISTS story_links;
DROP VIEW IF EXISTS answer_excerpts;
DROP VIEW IF EXISTS proposed_refs;
DROP VIEW IF EXISTS subject_refs;
DROP VIEW IF EXISTS thanked_by;
DROP VIEW IF EXISTS person_views;
DROP VIEW IF EXISTS shown_levels;
DROP VIEW IF EXISTS contributors;
DROP VIEW IF EXISTS statement_lines;
DROP VIEW IF EXISTS standings;

-- Where everybody stands by the run that was finished last, while another may be written.
CREATE VIEW standings AS SELECT person_id, since, lines_since, helped, share, first_day, json FROM kept_standings
WHERE since <= (SELECT runs FROM recognition) AND gone > (SELECT runs FROM recognition);

CREATE VIEW statement_lines AS SELECT person_id, released, contribution, day, people, guests, recent_day FROM kept_lines l
WHERE since <= (SELECT runs FROM recognition)
  AND since >= (SELECT s.lines_since FROM standings s WHERE s.person_id = l.person_id);

-- Who has a page: members with a name who did not say no, and wrote or entered something that everybody sees.
CREATE VIEW contributors AS SELECT id FROM people p
WHERE p.role = 'member' AND p.merged_into IS NULL AND p.name <> ''
  AND NOT EXISTS (SELECT 1 FROM public_recognition r WHERE r.person_id = p.id AND r.listed = 0)
  AND (EXISTS (SELECT 1 FROM answers WHERE author_id = p.id AND listed = 1)
    OR EXISTS (SELECT 1 FROM questions WHERE author_id = p.id AND listed = 1)
    OR EXISTS (SELECT 1 FROM stories WHERE author_id = p.id AND listed = 1)
    OR EXISTS (SELECT 1 FROM contest_entries WHERE author_id = p.id AND shown = 1));

-- The highest level of who wants it shown, as a mark: looked up for them alone.
CREATE VIEW shown_levels AS SELECT
  r.person_id,
  json_object('role', 'member', 'title', m.title, 'titles', json(m.titles)) AS json
FROM public_recognition r
JOIN standings s ON s.person_id = r.person_id
JOIN level_marks m ON m.level = CASE
  WHEN s.json ->> '$.ladder.defend.since' IS NOT NULL THEN 'defend'
  WHEN s.json ->> '$.ladder.love.since' IS NOT NULL THEN 'love'
  WHEN s.json ->> '$.ladder.like.since' IS NOT NULL THEN 'like'
END
WHERE r.level = 1 AND r.listed = 1;

CREATE VIEW person_views AS SELECT
  id,
  json_object(
    'id', id,
    'name', name,
    'face', face,
    'mark', json(CASE WHEN role = 'member' THEN (SELECT l.json FROM shown_levels l WHERE l.person_id = people.id)
      ELSE json_object('role', role, 'title', title) END),
    'imported', json(CASE WHEN imported_from IS NULL THEN 'false' ELSE 'true' END),
    'has_page', json(CASE WHEN EXISTS (SELECT 1 FROM contributors c WHERE c.id = people.id) THEN 'true' ELSE 'false' END)
  ) AS json
FROM people;

-- Who of the brand thanks for something: looked up by what it is for, first come first.
CREATE VIEW thanked_by AS SELECT h.target, h.at, h.person_id, p.json
FROM thanks h JOIN person_views p ON p.id = h.person_id;

CREATE VIEW subject_refs AS SELECT id, json_object('id', id, 'key', key, 'name', name) AS json FROM subjects;

-- A subject without a name as the words of a target call it, for who sees these while they wait.
CREATE VIEW proposed_refs AS SELECT n.target, s.id, json_object('id', s.id, 'key', s.key, 'name', n.name) AS json
FROM proposed_names n JOIN subjects s ON s.name = s.key;

CREATE VIEW answer_excerpts AS SELECT
  a.id,
  json_object(
    'id', a.id,
    'excerpt', a.excerpt,
    'author', json(p.json),
    'helped', a.up,
    'created_at', a.created_at
  ) AS json
FROM answers a JOIN person_views p ON p.id = a.author_id;

CREATE VIEW question_summaries AS SELECT
  q.id, q.subject_id, q.author_id, q.listed, q.state, q.answer_count, q.score, q.active_at, q.created_at,
  json_object(
    'id', q.id,
    'subject', json(CASE q.state WHEN 'waiting' THEN coalesce(
      (SELECT n.json FROM proposed_refs n WHERE n.target = q.id AND n.id = q.subject_id), s.json) ELSE s.json END),
    'title', q.title,
    'slug', q.slug,
    'tags', json(q.tags),
    'author', json(p.json),
    'score', q.score,
    'answer_count', q.answer_count,
    'accepted_answer_id', q.accepted_answer_id,
    'created_at', q.created_at,
    'active_at', q.active_at,
    'state', q.state,
    -- A subquery, not a join: SQLite would make the excerpts of all answers first.
    'top_answer', json((SELECT t.json FROM answer_excerpts t WHERE t.id = q.top_answer_id))
  ) AS json
FROM questions q
JOIN subject_refs s ON s.id = q.subject_id
JOIN person_views p ON p.id = q.author_id;

-- Answers without their comments, which depend on who reads.
CREATE VIEW answer_views AS SELECT
  a.id,
  json_object(
    'id', a.id,
    'question_id', a.question_id,
    'author', json(p.json),
    -- Whoever says no to being shown is shown with nothing.
    'author_owns', json(CASE WHEN EXISTS (
      SELECT 1 FROM questions q JOIN owners o ON o.subject_id = q.subject_id AND o.person_id = a.author_id
      WHERE q.id = a.question_id
        AND NOT EXISTS (SELECT 1 FROM public_recognition r WHERE r.person_id = a.author_id AND r.listed = 0)
    ) THEN 'true' ELSE 'false' END),
    'markdown', w.markdown,
    'body', json(w.body),
    'helped', a.up,
    'not_right', a.down,
    'score', a.up - a.down,
    'accepted', json(CASE a.accepted WHEN 1 THEN 'true' ELSE 'false' END),
    'caution', json(CASE WHEN a.caution_kind IS NOT NULL THEN json_object(
      'kind', a.caution_kind,
      'by', json(coalesce(b.json, '{"id":null,"name":""}')),
      'reason', a.caution_reason,
      'at', a.caution_at
    ) END),
    'thanked_by', (SELECT json_group_array(json(h.json)) FROM (
      SELECT json FROM thanked_by WHERE target = a.id ORDER BY at, person_id LIMIT 20) h),
    'created_at', a.created_at,
    'edited_at', a.edited_at,
    'state', a.state,
    'reason', a.reason,
    'source', json(CASE WHEN a.source_url IS NOT NULL THEN json_object('url', a.source_url, 'license', a.source_license) END)
  ) AS json
FROM answers a
JOIN words w ON w.id = a.id
JOIN person_views p ON p.id = a.author_id
LEFT JOIN person_views b ON b.id = a.caution_by;

CREATE VIEW comment_views AS SELECT
  c.id,
  json_object(
    'id', c.id,
    'answer_id', c.answer_id,
    'author', json(p.json),
    'text', c.text,
    'created_at', c.created_at,
    'state', c.state,
    'reason', c.reason
  ) AS json
FROM comments c JOIN person_views p ON p.id = c.author_id;

-- Links to stories that everybody sees.
CREATE VIEW story_links AS SELECT id, json_object('id', id, 'title', title, 'slug', slug) AS json FROM stories
WHERE listed = 1;

-- Stories without their pictures, whose addresses depend on who reads.
CREATE VIEW story_views AS SELECT
  t.id,
  json_object(
    'id', t.id,
    'subject', json(CASE t.state WHEN 'waiting' THEN coalesce(
      (SELECT n.json FROM proposed_refs n WHERE n.target = t.id AND n.id = t.subject_id), s.json) ELSE s.json END),
    'title', t.title,
    'slug', t.slug,
    'author', json(p.json),
    'markdown', w.markdown,
    'body', json(w.body),
    'acts', json_object('will_try', t.will_try, 'smiled', t.smiled, 'helped', t.helped),
    'thanked_by', (SELECT json_group_array(json(h.json)) FROM (
      SELECT json FROM thanked_by WHERE target = t.id ORDER BY at, person_id LIMIT 20) h),
    'created_at', t.created_at,
    'edited_at', t.edited_at,
    'state', t.state,
    'reason', t.reason
  ) AS json
FROM stories t
JOIN words w ON w.id = t.id
JOIN subject_refs s ON s.id = t.subject_id
JOIN person_views p ON p.id = t.author_id;
