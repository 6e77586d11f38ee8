-- Stories that may be one affair: what links them lies just below what is needed. All of it can be computed again.

CREATE TABLE near_stories (
    "left" PLAIN NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    "right" PLAIN NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    linkage DOUBLE PRECISION NOT NULL,
    needed DOUBLE PRECISION NOT NULL,
    shared PLAIN NOT NULL,
    PRIMARY KEY ("left", "right")
);
CREATE INDEX near_right ON near_stories ("right");

-- What was grouped before is grouped again, so that these are known.
DELETE FROM rounds WHERE name IN ('grouped', 'basis');
