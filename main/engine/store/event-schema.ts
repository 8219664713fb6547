// The tables of one organization's archive of events. Migrations of later epochs start here.

/** Raised when the tables change in a way that an older program must not touch. */
export const eventEpoch = 1

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
