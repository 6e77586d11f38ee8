"""The lines of a PDF with their places, for `pdf.py`: run by itself, as a process that may be stopped.

Reads a PDF from standard input and writes JSON: what the file says of itself, and for each page its size and lines as
[left, bottom, right, top, words]. It imports nothing of this program, so that it starts quickly.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_MOST_PAGES = 2000
_MOST_LINES = 2000
"""Lines of one page; a broadsheet has some hundreds."""
_MOST_CHARACTERS = 5_000_000


def bounded(memory_mb: int, time_s: int) -> None:
    """Bounds memory and processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory_mb * 1_000_000), (resource.RLIMIT_CPU, time_s)):
        resource.setrlimit(what, (most, most))


def read_pages(data: bytes) -> dict[str, Any]:
    """What a PDF says of itself, and its pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"fault": str(error)}
    pages, n_characters = [], 0
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append({"width": 0, "height": 0, "lines": [], "fault": True})
            continue
        lines = _lines(text)
        width, height = page.get_size()
        pages.append({"width": width, "height": height, "lines": lines})
        text.close()
        page.close()
        n_characters += sum(len(line[4]) for line in lines)
        if n_characters > _MOST_CHARACTERS:
            break
    return {"n_pages": len(document), "pages": pages, "about": document.get_metadata_dict(skip_empty=True)}


def _lines(text: Any) -> list[list[Any]]:
    found: list[list[Any]] = []
    for i in range(min(text.count_rects(), _MOST_LINES)):
        left, bottom, right, top = text.get_rect(i)
        words = text.get_text_bounded(left, bottom, right, top).replace("\r", " ").replace("\n", " ").strip()
        if words:
            found.append([round(left, 1), round(bottom, 1), round(right, 1), round(top, 1), words])
    return found


def main() -> None:
    """Reads the PDF and writes what it holds."""
    bounded(int(sys.argv[1]), int(sys.argv[2]))
    found = read_pages(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found).encode("ascii", "backslashreplace"))


if __name__ == "__main__":
    main()
