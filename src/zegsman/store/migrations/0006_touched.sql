-- What a round still has to work out is kept in the case, so that a round that was stopped is taken up where it was.

CREATE TABLE touched (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL REFERENCES profiles (report) ON DELETE CASCADE
);
CREATE INDEX touched_report ON touched (report);

-- Rounds that were stopped before this may have left anything undone.
INSERT INTO touched (report) SELECT report FROM profiles;

-- A report that waits to be annotated anew waits for that, wherever it is seen meanwhile.
DROP TRIGGER version_waits;
CREATE TRIGGER version_waits AFTER INSERT ON versions
WHEN new.report IN (SELECT report FROM annotations) AND new.report NOT IN (SELECT report FROM waiting) BEGIN
    INSERT INTO waiting (report, step) VALUES (new.report, 'place');
END;

INSERT OR REPLACE INTO waiting (report, step)
    SELECT report, 'annotate' FROM annotations
    WHERE version != (SELECT value FROM rounds WHERE name = 'annotate');
