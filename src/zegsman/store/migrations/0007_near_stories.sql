-- Stories that may be one affair: what links them lies just below what is needed. All of it can be computed again.

CREATE TABLE near_stories (
    "left" TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    "right" TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    linkage REAL NOT NULL,
    needed REAL NOT NULL,
    shared TEXT NOT NULL CHECK (json_valid(shared)),
    PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX near_right ON near_stories ("right");

-- What was grouped before is grouped again, so that these are known.
DELETE FROM rounds WHERE name IN ('grouped', 'basis');
