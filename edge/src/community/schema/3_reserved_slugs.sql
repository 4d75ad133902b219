-- Questions whose slug was the address of a form below them: their pages could not be reached.
UPDATE questions SET slug = slug || '-question' WHERE slug IN ('accepted', 'answer', 'answers', 'edit', 'history', 'me-too', 'report');
