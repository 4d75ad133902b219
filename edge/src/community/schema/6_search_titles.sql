-- Titles and tags by themselves: among all their words, a word that few titles have was looked for in every text.
CREATE VIRTUAL TABLE search_titles USING fts5 (
  title, tags,
  tokenize = "porter unicode61 remove_diacritics 0",
  prefix = '2 3'
);
INSERT INTO search_titles (rowid, title, tags) SELECT rowid, title, tags FROM search;
