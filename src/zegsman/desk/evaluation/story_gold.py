"""Gold stories: folders with reports and a record made by hand; and the dossiers that the product makes of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.desk.casebook import open_casebook
from zegsman.desk.questions import dossiers
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports
from zegsman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story's gold record and the text of its report files by name."""

    slug: str
    folder: Path
    gold: Json
    files: dict[str, str]

    @property
    def evidence(self) -> list[tuple[str, Json]]:
        """(claim id, evidence), in the order of gold."""
        return [(claim["id"], item) for claim in self.gold["claims"] for item in claim["evidence"]]

    @property
    def own_files(self) -> frozenset[str]:
        """The reports that are of the story, distractors left out."""
        return frozenset(self.files) - frozenset(self.gold.get("distractors", ()))


def read_gold_stories(folder: str) -> list[GoldStory]:
    """The stories in a folder of story folders, or the one that the folder is.

    Raises:
        UsageError: if there is none, or a record cannot be read.
    """
    place = Path(folder)
    found = [place] if (place / "gold.json").is_file() else sorted(one.parent for one in place.glob("*/gold.json"))
    if not found:
        raise UsageError(f"{folder} holds no story; expected folders with reports/ and gold.json")
    return [_read_story(one) for one in found]


def _read_story(folder: Path) -> GoldStory:
    try:
        gold = json.loads((folder / "gold.json").read_text("utf-8-sig"))
        files = {one.name: one.read_text("utf-8-sig") for one in sorted((folder / "reports").glob("*.txt"))}
    except (OSError, ValueError) as error:
        raise UsageError(f"the story {folder} cannot be read: {error}") from error
    return GoldStory(folder.resolve().name, folder, gold, files)


def dossiers_of(story: GoldStory, tell: Callable[[str, int, int], None]) -> list[Json]:
    """The dossiers that the product makes of a story's reports, the one with most reports first."""
    with open_casebook(None, progress=tell) as book:
        taking = take_reports(book, [str(story.folder / "reports")])
        work_out(book)
        return dossiers(book, taking.taken)


def file_of_report(dossier: Json, story: GoldStory) -> dict[str, str]:
    """Report id to the name of its file."""
    names = {report["id"]: Path(report.get("path") or "").name for report in dossier["reports"]}
    return {id: name for id, name in names.items() if name in story.files}
