-- What grouping a large case needs to place a new report without looking at all the others. All of it can be thrown
-- away and computed again, but for `story_changes`.

CREATE TABLE waiting (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    step TEXT NOT NULL CHECK (step IN ('annotate', 'place'))
) WITHOUT ROWID;
CREATE INDEX waiting_for ON waiting (step);

INSERT INTO waiting (report, step)
    SELECT id, CASE WHEN id IN (SELECT report FROM annotations) THEN 'place' ELSE 'annotate' END FROM reports;

CREATE TRIGGER report_waits AFTER INSERT ON reports BEGIN
    INSERT OR REPLACE INTO waiting (report, step) VALUES (new.id, 'annotate');
END;

CREATE TRIGGER annotation_waits AFTER INSERT ON annotations BEGIN
    INSERT OR REPLACE INTO waiting (report, step) VALUES (new.report, 'place');
END;

-- A report that stands at another address now may stand again.
CREATE TRIGGER version_waits AFTER INSERT ON versions WHEN new.report IN (SELECT report FROM annotations) BEGIN
    INSERT OR REPLACE INTO waiting (report, step) VALUES (new.report, 'place');
END;

CREATE TABLE rounds (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE profiles (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    names TEXT NOT NULL CHECK (json_valid(names)),
    terms TEXT NOT NULL CHECK (json_valid(terms))
) WITHOUT ROWID;

CREATE TABLE rarities (
    kind TEXT NOT NULL CHECK (kind IN ('name', 'term')),
    "key" TEXT NOT NULL,
    n REAL NOT NULL,
    PRIMARY KEY (kind, "key")
) WITHOUT ROWID;

CREATE TABLE postings (
    "key" TEXT NOT NULL,
    day INTEGER NOT NULL,
    report TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY ("key", day, report)
) WITHOUT ROWID;

CREATE TABLE nearness (
    report TEXT NOT NULL,
    other TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (report, other)
) WITHOUT ROWID;

CREATE TABLE story_changes (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('merged', 'split')),
    before TEXT NOT NULL CHECK (json_valid(before)),
    after TEXT NOT NULL CHECK (json_valid(after)),
    why TEXT NOT NULL
);
