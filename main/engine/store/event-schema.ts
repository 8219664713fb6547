// The tables of one organization's archive of events. Migrations of later epochs start here.

/** Raised when the tables change in a way that an older program must not touch. */
export const eventEpoch = 2

/**
 * What is listed and counted lies apart from the whole event, so that counting a year does not read a gigabyte.
 * `event_at` answers everything but a search for text by itself, and gives rows in their order.
 */
export const eventSchema = `
CREATE TABLE dictionary (version INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE word (code INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE event (
  row INTEGER PRIMARY KEY, at INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, service INTEGER NOT NULL, type INTEGER NOT NULL, success INTEGER,
  initiator TEXT NOT NULL, resource TEXT NOT NULL, address TEXT NOT NULL, country TEXT NOT NULL, search TEXT NOT NULL
);
CREATE INDEX event_at ON event (at, service, type, success);
CREATE TABLE payload (row INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE span (from_at INTEGER PRIMARY KEY, to_at INTEGER NOT NULL);
`

/**
 * Since epoch 2: trigrams of the searched texts, which are folded already and are not kept a second time, and the mark that the witness
 * outside the file must agree with.
 */
export const eventSchemaSince2 = `
CREATE VIRTUAL TABLE event_search USING fts5 (search, content = 'event', content_rowid = 'row', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
INSERT INTO event_search (event_search) VALUES ('rebuild');
CREATE TABLE mark (generation INTEGER NOT NULL, root TEXT NOT NULL);
INSERT INTO mark VALUES (0, '');
`
