"""The cases of a fuzz campaign, and what must hold of each: a report or a refusal, sound, and in time."""

from __future__ import annotations

import gc
import io
import random
import re
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import zegsman.read.documents.pdf as pdf
import zegsman.read.encodings as encodings
import zegsman.read.reports as reports
from fuzz.mutations import mutated
from zegsman.read.archives.zip_files import zip_kind
from zegsman.read.documents.pdf_pages import read_pages
from zegsman.read.encodings import normalised
from zegsman.read.incoming import of_bytes
from zegsman.read.limits import Limits
from zegsman.read.media_types import BZIP2, DOCX, GZIP, TAR, WACZ, WARC, XZ, ZIP, find_media_type
from zegsman.read.readers import FAULT, READERS, read_stream, split_pieces
from zegsman.read.reports import Piece, Reading, ReadOptions, Refusal
from zegsman.record.report import sha256_of

if TYPE_CHECKING:
    from typing import Any

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"
FOUND = Path(__file__).parents[1] / "fixtures" / "fuzz"
"""Cases that once failed, each a regression test from then on: `READER-NAME.bin`, the reader by `short_name`."""
_LARGEST_SEED = 20_000
_ARCHIVES = frozenset({WARC, WACZ, ZIP, TAR, GZIP, BZIP2, XZ})
LIMITS = Limits(file_limit_mb=1, expansion_limit=50)
MOST_SECONDS = 4.0
"""Of processor time, for at most 60 KB of input: some hundred times what a sound sample of that size takes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that a reader did not take as it should, and what was wrong."""

    reader: str
    data: bytes
    why: str


def short_name(media_type: str) -> str:
    """A media type as part of a file's name."""
    return media_type.rpartition("/")[2].replace("vnd.openxmlformats-officedocument.wordprocessingml.", "")


def seeds() -> dict[str, list[bytes]]:
    """The samples by the media type of the reader that takes them, and what was found where it is small, beside them.

    Speed is what a campaign lives by: what was found and is large is tested as it is, and not changed further.
    """
    found: dict[str, list[bytes]] = {kind: [] for kind in READERS}
    for path in sorted(SAMPLES.iterdir()):
        if path.name == "README.md":
            continue
        data = path.read_bytes()
        kind = find_media_type(data, path.name)
        kind = zip_kind(of_bytes(data)) if kind == ZIP else kind
        found[kind].append(_lean(data) if kind == DOCX else data)
    for kind, samples in found.items():
        others = (path.read_bytes() for path in sorted(FOUND.glob(f"{short_name(kind)}-*.bin")))
        samples += [one for one in others if len(one) <= _LARGEST_SEED]
    return found


def _lean(data: bytes) -> bytes:
    """A DOCX file without nine tenths of what its program put into it: pictures, themes, styles that nothing uses."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as lean:
        for info in whole.infolist():
            part = whole.read(info)
            if info.filename.endswith(".rels"):
                part = re.sub(rb'<Relationship [^>]*"[^"]*(?:theme|customXml|Effects|thumbnail)[^>]*>', b"", part)
            elif info.filename == "word/styles.xml":
                part = re.sub(rb"<w:latentStyles.*</w:latentStyles>", b"", part, flags=re.DOTALL)
                part = re.sub(rb'<w:style w:type="table".*</w:style>', b"", part, flags=re.DOTALL)
            elif info.filename.startswith(("word/theme", "customXml", "word/stylesWith", "docProps/thumb")):
                continue
            lean.writestr(zipfile.ZipInfo(info.filename), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def case(kind: str, number: int, seed: int, samples: dict[str, list[bytes]]) -> tuple[bytes, str | None]:
    """One case: bytes, and the media type that the reader is told (None: it finds it itself)."""
    chance = random.Random(f"{kind} {seed} {number}")
    others = [chance.choice(chance.choice([one for one in samples.values() if one]))]
    data = mutated(chance.choice(samples[kind]), [*samples[kind], *others], chance)
    return data, kind if chance.random() < 0.8 else None


def why_wrong(data: bytes, kind: str | None) -> str | None:
    """What is wrong with what the readers make of the bytes; None where all is well.

    Three in four archives are only opened, as for readers in other processes: what is in them has readers of its own.
    """
    start, options = time.process_time(), ReadOptions(path="case", limits=LIMITS)
    found: list[Piece | Reading | Refusal]
    try:
        if kind in _ARCHIVES and len(data) % 4:
            found = list(split_pieces(io.BytesIO(data), options, kind))
        else:
            found = list(read_stream(io.BytesIO(data), options, kind))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return f"raised {type(error).__name__}: {error}"
    taken = time.process_time() - start
    if taken > MOST_SECONDS:
        return f"took {taken:.1f} s of processor time"
    return next((why for one in found if (why := _why_unsound(one))), None)


def _why_unsound(one: Piece | Reading | Refusal) -> str | None:
    if isinstance(one, Piece):
        return None if one.path.isprintable() else "a place that is not one line"
    if isinstance(one, Refusal):
        if FAULT in one.reason or not one.reason.strip():
            return one.reason or "a refusal without a reason"
        return None if one.path.isprintable() else "a place that is not one line"
    report = one.report
    if report.sha256 != sha256_of(one.original):
        return "the sha256 is not that of the bytes"
    if report.text != normalised(report.text) or not any(letter.isalnum() for letter in report.text):
        return "the text is not normalised, or holds no words"
    fields = [report.title, report.outlet, report.author, report.url, report.canonical_url, report.rights, report.path]
    for value in [*(one for one in fields if one), *(value for _, value in report.extra)]:
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return f"a field cannot be stored: {value[:60]!r}"
    return None


def within_process() -> None:
    """Lets PDF be read within this process: a hundred thousand processes say no more of the reader than one does.

    The identifier of languages, which takes half the time and has tests of its own, is left out.
    """

    def read(module: str, data: bytes, limits: Limits, what: str) -> dict[str, Any]:
        return read_pages(data)

    pdf.read_apart = read
    reports.find_language = lambda text, languages: languages[0]


def in_haste() -> None:
    """Asks the identifier of encodings for one length in eight only, and collects garbage seldom."""
    guess = encodings._guess

    def guessed(data: bytes, western: str) -> encodings.Decoded:
        return guess(data, western) if len(data) % 8 == 0 else encodings.Decoded(western, "cp1252")

    encodings._guess = guessed
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
