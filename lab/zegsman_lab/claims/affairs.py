"""Affairs with their gold record and their annotated reports, kept between runs so that a turn takes seconds."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import zegsman
from zegsman.annotate.line import annotate_reports
from zegsman.desk.evaluation.story_gold import GoldStory, read_gold_stories
from zegsman.encoder.encoder import WEIGHTS, load_encoder
from zegsman.read.readers import read_reports
from zegsman.read.reports import ReadOptions, Refusal
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report

CACHE = Path(__file__).resolve().parents[3] / "build" / "affairs"
_READING = ("record", "likeness", "encoder", "read", "annotate", "lexicon")
"""Folders of the program on which an annotation depends."""
_NOT_READ = ("concepts.toml", "opposites.toml", "phrases.toml", "steps.toml")
"""Word lists that only `resolve` uses."""


@dataclass(frozen=True)
class Affair:
    """One affair: its gold record, and its reports with their annotations."""

    story: GoldStory
    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]

    @property
    def slug(self) -> str:
        """The name of its folder."""
        return self.story.slug


def load_affairs(folders: Iterable[Path], cache_folder: Path = CACHE) -> list[Affair]:
    """The affairs in some folders, annotated; those annotated before by the same program are read back."""
    return [_load(story, cache_folder) for folder in folders for story in read_gold_stories(str(folder))]


def _load(story: GoldStory, cache_folder: Path) -> Affair:
    kept = cache_folder / f"{story.slug}-{_digest(story)}.pickle"
    reports = tuple(_reports(story))
    if kept.is_file():
        annotations = pickle.loads(kept.read_bytes())
    else:
        annotations = tuple(annotate_reports(reports, _encoder()))
        cache_folder.mkdir(parents=True, exist_ok=True)
        for stale in cache_folder.glob(f"{story.slug}-*.pickle"):
            stale.unlink()
        kept.write_bytes(pickle.dumps(annotations))
    return Affair(story, reports, annotations)


def _reports(story: GoldStory) -> Sequence[Report]:
    return [
        one.report
        for path in sorted((story.folder / "reports").glob("*.txt"))
        for one in read_reports(path.read_bytes(), ReadOptions(path=str(path)), "text/plain")
        if not isinstance(one, Refusal)
    ]


@cache
def _encoder() -> Any:
    return load_encoder()


def _digest(story: GoldStory) -> str:
    digest = hashlib.sha256(_program().encode())
    for name, text in sorted(story.files.items()):
        digest.update(name.encode() + text.encode())
    return digest.hexdigest()[:16]


@cache
def _program() -> str:
    """Digest of all that an annotation depends on: code, word lists, the manifest of the weights."""
    digest = hashlib.sha256((WEIGHTS / "manifest.toml").read_bytes())
    root = Path(zegsman.__file__).parent
    for folder in _READING:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".gz") and path.name not in _NOT_READ:
                digest.update(path.read_bytes())
    return digest.hexdigest()
