"""Makes affairs whose truth is known: reports with copies and updates, recombined from the development data.

usage: python bench/affairs.py OUT --reports N [--shared ../shared] [--per-day N] [--seed N]

Writes OUT/reports.jsonl, one report a line in order of publication but for some that come late, and OUT/truth.jsonl:
path, affair and, for copies, the line that it repeats. The same arguments give the same bytes.

An affair draws its sentences from a few texts of the corpora beside the project and from the examples, and gives every
name in them another one of its own, the same in all its reports: so affairs share words and kinds of events, and not
people and places. Its reports take different sentences of it, in another order; later ones bring new sentences and
other numbers; some repeat an earlier one nearly word for word under another outlet. A third of the affairs have one
report, the largest some sixty, as in a day's news; half of the reports come within two days of the first, the last
within ten. More reports are more days, never larger affairs or fuller days; what would come after the last day is left
out, so that the last reports come as thick as those before them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRST_DAY = date(2024, 1, 1)
PER_DAY = 100
"""Reports a day, a dozen affairs begun on each: however many reports are made, each day is as full as the others."""
DUTCH_SHARE = 0.6
COPY_SHARE = 0.15
LATE_SHARE = 0.05
MOST_DAYS = 9
"""Days over which an affair runs at most."""

_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w’'-]*[a-z][\w’'-]*(?: (?:van|de|der|den|ten|of|the|[A-Z][\w’'-]*))* ?(?<! )")
_NUMBER = re.compile(r"\b[1-9]\d?\b")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"'‘])|\n+")

# Parts of invented names; what comes of them is nobody's and nowhere's in particular.
_FIRST = [
    "Aletta",
    "Bram",
    "Cor",
    "Dineke",
    "Eelco",
    "Femke",
    "Gijs",
    "Hanne",
    "Ids",
    "Jorrit",
    "Kee",
    "Lieke",
    "Marit",
    "Nanne",
    "Otto",
    "Puck",
    "Rinus",
    "Sanne",
    "Tjeerd",
    "Ulrike",
    "Vera",
    "Wim",
    "Yde",
    "Zwaan",
]
_FRONT = [
    "Abbe",
    "Berk",
    "Dolle",
    "Elze",
    "Fokke",
    "Gorre",
    "Heuve",
    "Ieper",
    "Jonge",
    "Kolde",
    "Leeuwe",
    "Merse",
    "Nije",
    "Olde",
    "Polle",
    "Roze",
    "Sterre",
    "Tolle",
    "Ule",
    "Veste",
    "Wester",
    "Zuide",
]
_MIDDLE = ["", "der", "ker", "ler", "men", "ron", "sel", "tel", "vel", "win"]
_BACK = [
    "berg",
    "broek",
    "dijk",
    "dam",
    "graaf",
    "hof",
    "horst",
    "kamp",
    "laar",
    "man",
    "meer",
    "rode",
    "stra",
    "veen",
    "vliet",
    "voort",
    "waard",
    "wijk",
    "zijl",
    "zoon",
]
_FIRM = ["Groep", "Holding", "Instituut", "Stichting", "Unie", "Werken", "Fonds", "Bank"]
_OUTLETS = [f"{kind} {place}" for kind in ("De Bode", "Dagblad", "Nieuws", "Courant", "Radio", "Post") for place in
            ("Noord", "Zuid", "Oost", "West", "Midden", "Kust", "Stad", "Land")]  # fmt: skip


@dataclass(slots=True)
class Affair:
    """One affair under construction: where its sentences come from and what its names have become."""

    number: int
    language: str
    sentences: list[str]
    first_day: date
    names: dict[str, str] = field(default_factory=dict)


def load_texts(shared: Path, examples: Path) -> dict[str, list[list[str]]]:
    """The texts of each language, as lists of sentences; those of fewer than five are left out."""
    data = shared / "data"
    texts: dict[str, list[list[str]]] = {"nl": [], "en": []}
    for path in sorted(examples.glob("*/reports/*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        texts["en" if "lang: en" in head else "nl"].append(_split(body or head))
    for language, name in (
        ("en", "attribution/polnear-en/train.jsonl"), ("en", "attribution/polnear-en/dev.jsonl"),
        ("en", "time/tempeval3-en/train.jsonl"), ("en", "events/meantime-en/train.jsonl"),
        ("nl", "events/meantime-nl/train.jsonl"),
    ):  # fmt: skip
        with (data / name).open(encoding="utf-8") as handle:
            texts[language] += [_split(json.loads(line)["text"]) for line in handle]
    for name in ("train", "dev"):
        texts["nl"] += list(_conll(data / "ner" / "conll2002-nl" / f"{name}.conll"))
    for path in sorted((data / "syntax").glob("nl-*/*.conllu*")):
        texts["nl"] += list(_treebank(path))
    return {language: [one for one in found if len(one) >= 5] for language, found in texts.items()}


def _split(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.split(text) if 4 <= len(one.split()) <= 60]


def _conll(path: Path) -> Iterator[list[str]]:
    """Documents of a CoNLL file, their words put together again."""
    for text in path.read_text(encoding="utf-8").split("-DOCSTART-"):
        sentences = [[line.split("\t")[0] for line in one.split("\n") if "\t" in line] for one in text.split("\n\n")]
        yield [_joined(words) for words in sentences if 4 <= len(words) <= 60]


def _treebank(path: Path) -> Iterator[list[str]]:
    """Sentences of a treebank, in stretches of fifteen."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = [line[9:].strip() for line in data.decode("utf-8").split("\n") if line.startswith("# text = ")]
    for at in range(0, len(found), 15):
        yield [one for one in found[at : at + 15] if 4 <= len(one.split()) <= 60]


def _joined(words: Sequence[str]) -> str:
    return re.sub(r"(?<=[(„“]) | (?=[.,;:!?)”])", "", " ".join(words))


def _invented(chance: random.Random, name: str) -> str:
    """A name of the same make as the one given."""
    place = "".join(map(chance.choice, (_FRONT, _MIDDLE, _BACK)))
    n_words = len(name.split())
    if n_words == 1:
        return place
    if n_words == 2:
        return f"{chance.choice(_FIRST)} {place}"
    return f"{chance.choice(_FIRM)} {place}"


def _told(affair: Affair, sentence: str, chance: random.Random, update: int) -> str:
    """A sentence of an affair with the affair's names, and the numbers of its latest update."""

    def renamed(match: re.Match[str]) -> str:
        name = match.group().strip()
        if name not in affair.names:
            affair.names[name] = other = _invented(chance, name)
            if len(name.split()) == 2:  # the person by surname alone
                affair.names.setdefault(name.split()[1], other.split()[1])
        return affair.names[name]

    told = _NAME.sub(renamed, sentence)
    for name, other in affair.names.items():
        if told.startswith(name + " "):
            told = other + told[len(name) :]
    return _NUMBER.sub(lambda match: str(int(match.group()) + update), told) if update else told


def _sizes(n: int, chance: random.Random) -> Iterator[int]:
    """Sizes of affairs that come to `n` reports: a third of them 1, the others falling off as the square root."""
    left = n
    while left:
        size = 1 if chance.random() < 0.33 else min(60, 1 + int(2 / max(0.03, chance.random()) ** 1.1))
        size = min(size, left)
        left -= size
        yield size


def make_affairs(n: int, texts: dict[str, list[list[str]]], *, per_day: int = PER_DAY, seed: int = 1) -> list[Any]:
    """Reports as (JSON of the report, affair, line of the original or None), in order of arrival."""
    chance = random.Random(seed)
    n_days = max(1, n // per_day) + MOST_DAYS
    made: list[tuple[date, float, dict[str, Any], int, int]] = []
    for number, size in enumerate(_sizes(n + MOST_DAYS * per_day, chance)):
        language = "nl" if chance.random() < DUTCH_SHARE else "en"
        sentences: list[str] = []
        for text in chance.sample(texts[language], 3):
            at = chance.randrange(max(1, len(text) - 9))
            sentences += text[at : at + 9]
        start = FIRST_DAY + timedelta(chance.randrange(n_days))
        made += _reports_of(Affair(number, language, sentences, start), size, chance, len(made))
    late = {i for i in range(len(made)) if chance.random() < LATE_SHARE}
    order = sorted(range(len(made)), key=lambda i: (made[i][0] + timedelta(3 * (i in late)), made[i][1], i))[:n]
    place = {i: at for at, i in enumerate(order)}
    return [(made[i][2], made[i][3], place.get(made[i][4])) for i in order]


def _reports_of(affair: Affair, size: int, chance: random.Random, first: int) -> list[Any]:
    """The reports of one affair: day, moment in it, report, affair, number of the original or -1."""
    found: list[Any] = []
    lead = affair.sentences[: 4 + size // 8]
    for i in range(size):
        day = affair.first_day + timedelta(min(MOST_DAYS, int(chance.expovariate(0.5)) if i else 0))
        outlet = chance.choice(_OUTLETS)
        originals = [at for at, one in enumerate(found) if one[4] < 0]
        if originals and chance.random() < COPY_SHARE:
            at = chance.choice(originals)
            paragraphs = found[at][2]["text"].split("\n\n")
            text = "\n\n".join(paragraphs[: max(2, len(paragraphs) - chance.randrange(2))])
            day, original = max(day, found[at][0]), first + at
        else:
            update = min(9, (day - affair.first_day).days)
            chosen = chance.sample(lead, min(len(lead), 3))
            chosen += chance.sample(affair.sentences, min(7, len(affair.sentences)))
            told = [_told(affair, one, chance, update) for one in dict.fromkeys(chosen)]
            text = "\n\n".join(" ".join(told[at : at + 2]) for at in range(0, len(told), 2))
            original = -1
        report = {
            "text": text, "title": " ".join(text.split()[:9]), "date": day.isoformat(), "outlet": outlet,
            "language": affair.language, "number": first + i,
        }  # fmt: skip
        found.append((day, chance.random(), report, affair.number, original))
    return found


def write_affairs(out: Path, made: Sequence[Any]) -> None:
    """Writes reports and truth; a report's path in the truth is the one that reading gives it."""
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / "reports.jsonl").open("w", encoding="utf-8") as reports,
        (out / "truth.jsonl").open("w", encoding="utf-8") as truth,
    ):
        for i, (report, affair, original) in enumerate(made):
            reports.write(json.dumps(report, ensure_ascii=False) + "\n")
            known = {"line": i + 1, "affair": affair, "copy_of": original + 1 if original is not None else None}
            truth.write(json.dumps(known) + "\n")


def main() -> int:
    """Reads the arguments and writes the reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, required=True)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--per-day", type=int, default=PER_DAY)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        print(f"there is no {options.shared / 'data'}; expected the development data", file=sys.stderr)
        return 3
    texts = load_texts(options.shared, Path(__file__).resolve().parents[1] / "examples")
    made = make_affairs(options.reports, texts, per_day=options.per_day, seed=options.seed)
    write_affairs(options.out, made)
    n_affairs = len({affair for _, affair, _ in made})
    n_copies = sum(original is not None for _, _, original in made)
    print(json.dumps({"reports": len(made), "affairs": n_affairs, "copies": n_copies}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
