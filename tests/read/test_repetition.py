"""Inputs that repeat one thing: no pattern or loop takes time that their size does not explain."""

from __future__ import annotations

import time

import pytest

from zegsman.read.readers import FAULT, read_reports
from zegsman.read.reports import ReadOptions, Refusal

SIZE = 150_000
"""Bytes; where each costs a constant time they take a second, where each costs another for each one, many minutes."""
MOST_SECONDS = 20
"""Of processor time: no measure of speed, only far from both."""
PARTS = {
    "paragraphs": ("x.html", b"<html><body><h1>t</h1>", b"<p>De brug over de rivier is dicht, meldt de gemeente.</p>"),
    "open boxes": ("x.html", b"<html><body>", b"<div class='related'>"),
    "linked headings": ("x.html", b"<html><body>", b"<div><h2><a href='/x'>l</a></h2>"),
    "live posts": ("x.html", b"<html><body>", b"<article class='live-post'><time>1</time><p>bericht</p>"),
    "named texts": ("x.html", b"<html><body>", b"<div class='article-body'>"),
    "documents": ("x.html", b"<html><body>", b"<DOCFULL>"),
    "captions": ("x.html", b"<html><body><article>", b"<figcaption>De brug bij nacht in de regen.</figcaption>"),
    "agencies": ("x.txt", b"", b"ANP/AFP, "),
    "brackets": ("x.txt", b"tekst ", b"(("),
    "pictures": ("x.txt", b"", b"Foto: x "),
    "blank lines": ("x.txt", b"", b"a\n\n"),
    "blanks": ("x.txt", b"een   ", b"     "),
    "fences": ("x.txt", b"", b"---\n"),
    "ends": ("x.txt", b"Body\n", b"End of Document\n"),
    "words left": ("x.txt", b"tekst ", b"[+1 chars]"),
    "items": ("x.xml", b"<rss><channel>", b"<item><title>a</title><description>de brug is dicht</description></item>"),
    "groups": ("x.rtf", b"{\\rtf1 tekst ", b"{\\b "),
    "coded words": ("x.eml", b"From: a@b\nTo: b\nMessage-ID: 1\nSubject: ", b"=?utf-8?q?a?= "),
    "parts": (
        "x.eml",
        b"From: a@b\nTo: b\nMessage-ID: 1\nContent-Type: multipart/mixed; boundary=x\n\n",
        b"--x\n\na\n",
    ),
    "messages": ("x.eml", b"From: a@b\nTo: b\nMessage-ID: 1\n", b"Content-Type: message/rfc822\n\n"),
    "records": ("x.warc", b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabcd", b"WARC/1.x "),
    "objects": ("x.json", b"", b'{"a":'),
    "quotes": ("x.csv", b"text,date\n", b'"a'),
}


@pytest.mark.parametrize("part", PARTS)
def test_repeated_part_is_read_within_bounds(part: str) -> None:
    """Anything repeated ten thousand times gives reports or refusals within bounds."""
    name, lead, repeated = PARTS[part]
    start = time.process_time()
    for one in read_reports(lead + repeated * (SIZE // len(repeated)), ReadOptions(path=name)):
        assert not (isinstance(one, Refusal) and FAULT in one.reason)
    assert time.process_time() - start < MOST_SECONDS
