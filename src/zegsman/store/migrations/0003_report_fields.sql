-- Where a report says that it lives, and at what hour it was published.

ALTER TABLE reports ADD COLUMN canonical_url TEXT
    GENERATED ALWAYS AS (json_extract(about, '$.canonical_url')) VIRTUAL;
ALTER TABLE reports ADD COLUMN published_at TEXT
    GENERATED ALWAYS AS (json_extract(about, '$.published_at')) VIRTUAL;
