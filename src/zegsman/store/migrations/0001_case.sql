-- The case file. Every table is described in docs/tables.md.
-- Columns marked VIRTUAL are read from the JSON beside them: nothing is stated twice.

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    n_bytes INTEGER NOT NULL,
    received_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE REFERENCES originals (sha256),
    text TEXT NOT NULL,
    about TEXT NOT NULL CHECK (json_valid(about)),
    outlet TEXT GENERATED ALWAYS AS (json_extract(about, '$.outlet')) VIRTUAL,
    title TEXT GENERATED ALWAYS AS (json_extract(about, '$.title')) VIRTUAL,
    published TEXT GENERATED ALWAYS AS (json_extract(about, '$.published.value')) VIRTUAL,
    published_from TEXT GENERATED ALWAYS AS (json_extract(about, '$.published.start')) VIRTUAL,
    published_to TEXT GENERATED ALWAYS AS (json_extract(about, '$.published.end')) VIRTUAL,
    language TEXT GENERATED ALWAYS AS (json_extract(about, '$.language')) VIRTUAL,
    agency TEXT GENERATED ALWAYS AS (json_extract(about, '$.agency')) VIRTUAL,
    author TEXT GENERATED ALWAYS AS (json_extract(about, '$.author')) VIRTUAL,
    url TEXT GENERATED ALWAYS AS (json_extract(about, '$.url')) VIRTUAL,
    path TEXT GENERATED ALWAYS AS (json_extract(about, '$.path')) VIRTUAL
);

CREATE TABLE receipts (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'known', 'refused')),
    report TEXT REFERENCES reports (id) ON DELETE SET NULL,
    reason TEXT,
    at TEXT NOT NULL
);

CREATE TABLE annotations (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    sure INTEGER NOT NULL,
    sentences TEXT NOT NULL CHECK (json_valid(sentences)),
    tokens TEXT NOT NULL CHECK (json_valid(tokens)),
    names TEXT NOT NULL CHECK (json_valid(names)),
    times TEXT NOT NULL CHECK (json_valid(times)),
    attributions TEXT NOT NULL CHECK (json_valid(attributions)),
    events TEXT NOT NULL CHECK (json_valid(events)),
    statements TEXT NOT NULL CHECK (json_valid(statements)),
    "references" TEXT NOT NULL CHECK (json_valid("references")),
    n_dimensions INTEGER NOT NULL,
    sentence_vectors BLOB NOT NULL,
    statement_vectors BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    loops TEXT NOT NULL CHECK (json_valid(loops)),
    outlets TEXT NOT NULL CHECK (json_valid(outlets)),
    judgements TEXT NOT NULL CHECK (json_valid(judgements)),
    made_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE story_reports (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX story_of_report ON story_reports (report);

CREATE TABLE copies (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    report TEXT GENERATED ALWAYS AS (json_extract(data, '$.report')) VIRTUAL,
    original TEXT GENERATED ALWAYS AS (json_extract(data, '$.original')) VIRTUAL,
    share REAL GENERATED ALWAYS AS (json_extract(data, '$.share')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE entities (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    id TEXT GENERATED ALWAYS AS (json_extract(data, '$.id')) VIRTUAL,
    name TEXT GENERATED ALWAYS AS (json_extract(data, '$.name')) VIRTUAL,
    type TEXT GENERATED ALWAYS AS (json_extract(data, '$.type')) VIRTUAL,
    country TEXT GENERATED ALWAYS AS (json_extract(data, '$.country')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE sources (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    id TEXT GENERATED ALWAYS AS (json_extract(data, '$.id')) VIRTUAL,
    name TEXT GENERATED ALWAYS AS (json_extract(data, '$.name')) VIRTUAL,
    kind TEXT GENERATED ALWAYS AS (json_extract(data, '$.kind')) VIRTUAL,
    named INTEGER GENERATED ALWAYS AS (json_extract(data, '$.named')) VIRTUAL,
    speaks_for TEXT GENERATED ALWAYS AS (json_extract(data, '$.speaks_for')) VIRTUAL,
    reliability TEXT GENERATED ALWAYS AS (json_extract(data, '$.reliability')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    report TEXT NOT NULL REFERENCES reports (id),
    claim_group INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    chain TEXT NOT NULL CHECK (json_valid(chain)),
    participants TEXT CHECK (json_valid(participants)),
    kind TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    time_status TEXT NOT NULL,
    UNIQUE (story, id)
);
CREATE INDEX statement_of_report ON statements (report);

CREATE TABLE namings (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    report TEXT GENERATED ALWAYS AS (json_extract(data, '$.report')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE statement_pairs (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    "left" TEXT GENERATED ALWAYS AS (json_extract(data, '$.left')) VIRTUAL,
    "right" TEXT GENERATED ALWAYS AS (json_extract(data, '$.right')) VIRTUAL,
    relation TEXT GENERATED ALWAYS AS (json_extract(data, '$.relation')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE claims (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    id TEXT GENERATED ALWAYS AS (json_extract(data, '$.id')) VIRTUAL,
    text TEXT GENERATED ALWAYS AS (json_extract(data, '$.text')) VIRTUAL,
    status TEXT GENERATED ALWAYS AS (json_extract(data, '$.status')) VIRTUAL,
    credibility INTEGER GENERATED ALWAYS AS (json_extract(data, '$.credibility')) VIRTUAL,
    reports INTEGER GENERATED ALWAYS AS (json_extract(data, '$.reports')) VIRTUAL,
    independent_origins INTEGER GENERATED ALWAYS AS (json_extract(data, '$.independent_origins')) VIRTUAL,
    why TEXT GENERATED ALWAYS AS (json_extract(data, '$.why')) VIRTUAL,
    time_from TEXT GENERATED ALWAYS AS (json_extract(data, '$.time.start')) VIRTUAL,
    time_to TEXT GENERATED ALWAYS AS (json_extract(data, '$.time.end')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE conflicts (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    id TEXT GENERATED ALWAYS AS (json_extract(data, '$.id')) VIRTUAL,
    kind TEXT GENERATED ALWAYS AS (json_extract(data, '$.kind')) VIRTUAL,
    why TEXT GENERATED ALWAYS AS (json_extract(data, '$.why')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE developments (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    kind TEXT GENERATED ALWAYS AS (json_extract(data, '$.kind')) VIRTUAL,
    why TEXT GENERATED ALWAYS AS (json_extract(data, '$.why')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE links (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    origin TEXT GENERATED ALWAYS AS (json_extract(data, '$.origin')) VIRTUAL,
    target TEXT GENERATED ALWAYS AS (json_extract(data, '$.target')) VIRTUAL,
    kind TEXT GENERATED ALWAYS AS (json_extract(data, '$.kind')) VIRTUAL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    data TEXT NOT NULL CHECK (json_valid(data)),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    subject TEXT GENERATED ALWAYS AS (json_extract(data, '$.subject')) VIRTUAL,
    "left" TEXT GENERATED ALWAYS AS (json_extract(data, '$.left')) VIRTUAL,
    "right" TEXT GENERATED ALWAYS AS (json_extract(data, '$.right')) VIRTUAL,
    verdict TEXT GENERATED ALWAYS AS (json_extract(data, '$.verdict')) VIRTUAL,
    why TEXT GENERATED ALWAYS AS (json_extract(data, '$.why')) VIRTUAL
);

-- Words with diacritics put aside, and every three letters in a row for parts of compounds. The indexes hold no
-- text of their own; triggers keep them in step with the tables.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE report_parts USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'trigram'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = 'statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER report_indexed AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
    INSERT INTO report_parts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TRIGGER report_forgotten AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO report_parts (report_parts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE TRIGGER statement_indexed AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, words) VALUES (new.number, new.words);
END;

CREATE TRIGGER statement_forgotten AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', old.number, old.words);
END;
