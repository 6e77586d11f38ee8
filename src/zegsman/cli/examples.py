"""Examples of each command, shown under its `--help` and tried by the tests."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "dossier": (
        "zegsman dossier reports/",
        "zegsman dossier 'reports/*.txt' -o out --format html,md,json",
        "zegsman dossier reports/ --format json > dossier.json",
    ),
    "read": (
        "zegsman read reports/ --case brug.db",
        "zegsman read https://example.org/report.html --case brug.db",
        "cat report.html | zegsman read - --case brug.db",
        "zegsman read --retry --case brug.db",
    ),
    "stories": ("zegsman stories --case brug.db",),
    "show": ("zegsman show story-0a1b2c3d4e5f --case brug.db",),
    "search": ("zegsman search brug woordvoerder --since 2024-03-01 --case brug.db",),
    "new": ("zegsman new later.txt --case brug.db",),
    "serve": ("zegsman serve --case brug.db", "zegsman serve --case brug.db --host 0.0.0.0 --port 9000"),
    "watch": (
        "zegsman watch https://example.org/feed.xml --every 15 --case brug.db",
        "zegsman watch feeds.opml --once --feed news.atom --lines news.jsonl --case brug.db",
        "zegsman watch --run 'notify-desk --from-stdin' --on denied,dropped --case brug.db",
    ),
    "export": ("zegsman export --format jsonl -o brug.jsonl --without-text --case brug.db",),
    "check": ("zegsman check --case brug.db",),
    "annotate": ("zegsman annotate reports/ --format jsonl -o annotations.jsonl",),
    "batch": (
        "zegsman batch archive/ --out dataset",
        "zegsman batch 'dumps/*.jsonl' --out dataset --engine ray --resume",
    ),
    "evaluate": ("zegsman evaluate names gold.conll --predictions predicted.conll",),
    "version": ("zegsman version",),
    "same": ('zegsman judge same entity "J. de Wit" "Johan de Wit" --why "same byline"',),
    "different": ('zegsman judge different entity "Jan de Wit" "Johan de Wit" --why "father and son"',),
    "belongs": ('zegsman judge belongs "Johan de Wit" "Gemeente Zandwijk" --why "its spokesman since May"',),
    "reliability": ('zegsman judge reliability "De Proefbode" B --why "two corrections this year"',),
    "undo": ("zegsman judge undo", "zegsman judge undo 3"),
    "list": ("zegsman judge list --case brug.db",),
}


def examples_of(command: str) -> str:
    """The examples of a command as the lines under its help."""
    lines = EXAMPLES[command]
    # A backspace alone on a line keeps the help from filling the lines up.
    return "\b\n" + ("Example:" if len(lines) == 1 else "Examples:") + "".join(f"\n  {line}" for line in lines)
