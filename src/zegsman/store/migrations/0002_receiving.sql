-- How an input was received, every place at which a report was seen, and the versions of a report.

ALTER TABLE receipts ADD COLUMN how TEXT;
ALTER TABLE receipts ADD COLUMN url TEXT;
ALTER TABLE receipts ADD COLUMN sha256 TEXT;
ALTER TABLE receipts ADD COLUMN headers TEXT CHECK (headers IS NULL OR json_valid(headers));
CREATE INDEX receipt_of_report ON receipts (report);
CREATE INDEX receipt_of_bytes ON receipts (sha256);
CREATE INDEX receipt_of_path ON receipts (path);

ALTER TABLE reports ADD COLUMN rights TEXT GENERATED ALWAYS AS (json_extract(about, '$.rights')) VIRTUAL;
-- Finds equal texts; what it finds is compared in full.
CREATE INDEX report_of_text ON reports (length(text), substr(text, 1, 160));

CREATE TABLE versions (
    thread TEXT NOT NULL,
    position INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    address TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (thread, position)
) WITHOUT ROWID;
CREATE INDEX version_of_report ON versions (report);
CREATE INDEX version_at_address ON versions (address);

CREATE TABLE revisions (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    earlier TEXT GENERATED ALWAYS AS (json_extract(data, '$.earlier')) VIRTUAL,
    later TEXT GENERATED ALWAYS AS (json_extract(data, '$.later')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
