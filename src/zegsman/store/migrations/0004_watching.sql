-- What is watched, what is still to be fetched of it, what was last told of each claim, and what there is to tell.

CREATE TABLE feeds (
    address TEXT PRIMARY KEY,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    asked_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    reason TEXT
) WITHOUT ROWID;

CREATE TABLE pages (
    address TEXT PRIMARY KEY,
    feed TEXT NOT NULL,
    stamp TEXT NOT NULL,
    found_at TEXT NOT NULL,
    due_at TEXT,
    n_looks INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT
) WITHOUT ROWID;
CREATE INDEX page_due ON pages (due_at);

CREATE TABLE told_claims (
    claim TEXT PRIMARY KEY,
    data TEXT NOT NULL CHECK (json_valid(data))
) WITHOUT ROWID;

CREATE TABLE news (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    story TEXT NOT NULL,
    claim TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data))
);

CREATE TABLE deliveries (
    place TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
