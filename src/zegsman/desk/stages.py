"""The stages as the desk runs them, imported on first use so that a command starts quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import zegsman

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report
    from zegsman.record.story import Grouping, Resolution, WeighedStory
    from zegsman.resolve.profiles import Profile

Json = dict[str, Any]
Annotate = Callable[[Sequence["Report"]], Sequence["Annotation"]]
"""Reports to their annotations, in the same order; what one gets does not depend on the others."""


class Group(Protocol):
    """Reports to stories, by report ids."""

    def __call__(
        self, reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
    ) -> Grouping:
        """The stories that the reports make, every report in exactly one, and those that may be one affair."""
        ...


class Resolve(Protocol):
    """The reports of one story to what was decided about them."""

    def __call__(
        self, reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
    ) -> Resolution:
        """Everything decided across the reports of one story."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The functions that turn reports into dossiers; tests put their own here."""

    annotate: Annotate
    profile: Callable[[Report, Annotation], Profile]
    """What a report is about: by it the reports of a large case are looked up."""
    group: Group
    resolve: Resolve
    weigh: Callable[[Resolution], WeighedStory]
    compose: Callable[[WeighedStory], Json]
    annotate_version: str
    """Changes whenever an annotation can come out differently: annotations of another version are made again."""
    resolve_version: str


def load_stages() -> Stages:
    """The stages of this program; the encoder is loaded when the first report is annotated."""
    return Stages(
        annotate=_annotate,
        profile=_profile,
        group=_group,
        resolve=_resolve,
        weigh=_weigh,
        compose=_compose,
        annotate_version=f"{zegsman.__version__}+{_encoder_digest()}",
        resolve_version=zegsman.__version__,
    )


@cache
def the_encoder() -> Any:
    """The encoder of this program, loaded once."""
    from zegsman.encoder.encoder import load_encoder

    return load_encoder()


def annotator(threads: int) -> Annotate:
    """The annotate stage with an encoder of its own that reads on so many cores.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    from zegsman.annotate.line import annotate_reports
    from zegsman.encoder.encoder import load_encoder

    encoder = load_encoder(threads=threads)
    return lambda reports: list(annotate_reports(reports, encoder))


@cache
def _encoder_digest() -> str:
    """A few digits of the manifest that names the weights; it changes with them."""
    from importlib import resources

    manifest = resources.files("zegsman.encoder") / "weights" / "manifest.toml"
    try:
        return hashlib.sha256(manifest.read_bytes()).hexdigest()[:12]
    except OSError:
        return "none"


def _annotate(reports: Sequence[Report]) -> Sequence[Annotation]:
    from zegsman.annotate.line import annotate_reports

    return list(annotate_reports(reports, the_encoder()))


def _profile(report: Report, annotation: Annotation) -> Profile:
    from zegsman.resolve.profiles import profile_of

    return profile_of(report, annotation)


def _group(reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]) -> Grouping:
    from zegsman.resolve.groupings import group_reports

    return group_reports(reports, annotations, judgements)


def _resolve(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
) -> Resolution:
    from zegsman.resolve.line import resolve_story

    return resolve_story(reports, annotations, judgements)


def _weigh(resolution: Resolution) -> WeighedStory:
    from zegsman.weigh.line import weigh_story

    return weigh_story(resolution)


def _compose(story: WeighedStory) -> Json:
    from zegsman.tell.dossier import compose_dossier

    return compose_dossier(story, version=zegsman.__version__, model=_encoder_digest())
