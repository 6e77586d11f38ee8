"""Reads DOCX: paragraphs, headings, captions and tables; an export of a newspaper database as its reports."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.archives.zip_files import open_member, open_zip
from zegsman.read.databases.exports import is_export, read_export_lines
from zegsman.read.documents.titles import sound_title
from zegsman.read.incoming import Incoming
from zegsman.read.paragraphs import Paragraph, lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading
from zegsman.record.report import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ = ("word/", "docProps/", "_rels/", "[Content_Types].xml", "customXml/")
_PICTURES = ("word/media/", "word/embeddings/", "word/fonts/")
_MOST_CELLS = 50_000
_PROGRAMS = frozenset({"python-docx", "user", "admin", "windows-gebruiker", "gebruiker", "microsoft office user"})
"""What programs and machines write for an author."""


def read_docx(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The report of a DOCX file. Its day of publication stays unknown: a file says when it was made, not published.

    Raises:
        ReadError: if it is damaged, expands without bound, or holds no words.
    """
    data = incoming.whole()
    paragraphs, about = _content(data, incoming)
    joined = "\n".join(one.words for one in paragraphs)
    if is_export(joined):
        yield from read_export_lines(joined.split("\n"), options)
        return
    text, blocks = lay_out(paragraphs, about["title"])
    fields = {name: about[name] for name in ("title", "author", "lang")}
    extra = {name: about[name] for name in ("created", "modified") if about[name]}
    yield compose_reading(Received(text=text, fields=fields, extra=extra, kinds=blocks), data, options)


def _content(data: bytes, incoming: Incoming) -> tuple[list[Paragraph], dict[str, str]]:
    """The paragraphs of a document and what it says of itself, once its parts are known to stay within bounds."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from lxml import etree

    safe = _checked(data, incoming)
    # What the library raises on a damaged file is written down nowhere; these are what fuzzing brought up.
    faults = (
        OpcError, PythonDocxError, XmlchemyError, etree.LxmlError, zipfile.BadZipFile, LookupError, ValueError,
        AttributeError, TypeError, AssertionError, RecursionError, NotImplementedError, OverflowError,
    )  # fmt: skip
    try:
        document = docx.Document(io.BytesIO(safe))
        return list(_paragraphs(document)), _about(document.core_properties)
    except faults as error:
        raise ReadError(f"the DOCX file is damaged ({error}); expected a whole one") from error


def _about(properties: Any) -> dict[str, str]:
    author = properties.author or ""
    days = {
        name: value.date().isoformat() if (value := getattr(properties, name)) is not None else ""
        for name in ("created", "modified")
    }
    return {
        "title": sound_title(properties.title or ""),
        "author": "" if author.lower() in _PROGRAMS else author,
        "lang": properties.language or "",
        **days,
    }


def _checked(data: bytes, incoming: Incoming) -> bytes:
    """The file with its text parts only: no pictures, no entities, nothing larger than one piece may be.

    Raises:
        ReadError: if a part declares entities, is damaged, or is too large.
    """
    archive = open_zip(Incoming(io.BytesIO(data), incoming.meter))
    out = io.BytesIO()
    size = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as safe:
        for info in archive.infolist():
            if not info.filename.startswith(_READ) or info.is_dir():
                continue
            if info.filename.startswith(_PICTURES):
                safe.writestr(info.filename, b"")
                continue
            with open_member(archive, info, incoming.meter) as stream:
                part = Incoming(stream, incoming.meter).whole()
            size += len(part)
            if size > 5 * incoming.limits.piece_bytes:
                raise ReadError("the parts of the DOCX file are together larger than five files may be")
            if b"<!ENTITY" in part or b"<!DOCTYPE" in part:
                raise ReadError("a part of the DOCX file declares entities, as entity bombs do")
            safe.writestr(info.filename, part)
    return out.getvalue()


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    """Paragraphs and rows of tables in the order of the document."""
    from docx.table import Table

    n_cells, names = 0, dict[str | None, str]()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
                n_cells += len(cells)
                if words := " | ".join(cell for cell in cells if cell):
                    yield Paragraph(words)
                if n_cells > _MOST_CELLS:
                    return
            continue
        mark = block._p.style
        if mark not in names:  # the library looks through all styles of the document each time
            names[mark] = (block.style.name or "").lower() if block.style is not None else ""
        name = names[mark]
        kind = BlockKind.PARAGRAPH
        if name.startswith(("heading", "kop", "title", "subtitle")):
            kind = BlockKind.SUBHEAD
        elif name.startswith(("caption", "bijschrift")):
            kind = BlockKind.CAPTION
        for line in block.text.split("\n"):
            if words := " ".join(line.split()):
                yield Paragraph(words, kind)
