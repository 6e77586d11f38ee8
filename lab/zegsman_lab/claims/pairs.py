"""Pairs of statements of an affair with what its gold record says of them: what the judgements learn from."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from zegsman.desk.evaluation.comparison import Comparison
from zegsman.record.entity import Entity
from zegsman.resolve.claims import context, denials, judging, rivals
from zegsman.resolve.claims.candidates import pair_statements
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.slots import read_slots
from zegsman.resolve.line import resolve_story
from zegsman.resolve.stories import group_stories
from zegsman.tell.dossier import compose_dossier
from zegsman.weigh.line import weigh_story
from zegsman_lab.claims.affairs import Affair
from zegsman_lab.claims.logistic import Samples

NONE: frozenset[str] = frozenset()
BESIDE = 0.3
"""Weight of a pair of which only one is gold evidence: most such are other claims, some are evidence left out."""

UNLISTED = 0.5
"""Weight of a denial or of rival values that the gold record does not list: nobody decided on them."""


@dataclass(frozen=True)
class Laid:
    """The statements of an affair, and which of its gold claims each is evidence of (its number in `story.slots`)."""

    story: Story
    entities: dict[str, Entity]
    claims_of: dict[int, frozenset[str]]


def lay_out(affair: Affair) -> Laid:
    """Resolves an affair and lays its statements beside the gold record."""
    group = max(group_stories(affair.reports, affair.annotations), key=len)
    resolution = resolve_story([affair.reports[i] for i in group], [affair.annotations[i] for i in group])
    as_read = {annotation.report: annotation for annotation in affair.annotations}
    annotations = [as_read[report.id] for report in resolution.reports]
    slots = read_slots(resolution.reports, annotations, resolution.entities, resolution.chains, resolution.sources)
    place = {one.id: i for i, one in enumerate(slots)}
    claims: dict[int, set[str]] = {}
    for claim, _, statement in Comparison(affair.story, compose_dossier(weigh_story(resolution))).pairs:
        claims.setdefault(place[statement["id"]], set()).add(claim)
    entities = {entity.id: entity for entity in resolution.entities}
    return Laid(Story(slots), entities, {i: frozenset(found) for i, found in claims.items()})


def same_claim_samples(laid: Laid) -> Samples:
    """Every pair of statements of which one at least is gold evidence, right where they share a claim."""
    of = laid.claims_of
    pairs = [(i, j) for i, j in itertools.combinations(range(len(laid.story.slots)), 2) if i in of or j in of]
    likeness = laid.story.likenesses(pairs)
    rows = np.column_stack(judging.same_claim_features(likeness)).tolist()
    features, labels, weights = [], [], []
    for (i, j), row, never in zip(pairs, rows, judging.are_apart(laid.story, pairs, likeness), strict=True):
        if not never:
            one, other = of.get(i, NONE), of.get(j, NONE)
            features.append(tuple(row))
            labels.append(bool(one & other))
            weights.append(1.0 if one and other else BESIDE)
    return _samples(features, labels, weights, len(judging.FEATURES))


def context_samples(laid: Laid) -> Samples:
    """The pairs of `same_claim_samples`, seen among all pairs of their reports."""
    of = laid.claims_of
    pairs = list(itertools.combinations(range(len(laid.story.slots)), 2))
    likeness = laid.story.likenesses(pairs)
    rows = np.column_stack(
        context.context_features(laid.story.slots, pairs, judging.same_claim_odds(likeness))
    ).tolist()
    features, labels, weights = [], [], []
    for (i, j), row, never in zip(pairs, rows, judging.are_apart(laid.story, pairs, likeness), strict=True):
        if not never and (i in of or j in of):
            one, other = of.get(i, NONE), of.get(j, NONE)
            features.append(tuple(row))
            labels.append(bool(one & other))
            weights.append(1.0 if one and other else BESIDE)
    return _samples(features, labels, weights, len(context.FEATURES))


def denial_samples(laid: Laid) -> Samples:
    """Every denial with every statement that it may deny, right where they are evidence of one claim."""
    labels, weights = [], []
    pairs = denials.denial_pairs(laid.story, pair_statements(laid.story))
    features = denials.denial_features(laid.story, pairs)
    for pair in pairs:
        denial, said = (laid.claims_of.get(i, NONE) for i in pair)
        labels.append(bool(denial & said))
        weights.append(1.0 if denial else UNLISTED)
    return _samples(features, labels, weights, len(denials.FEATURES))


def rival_samples(laid: Laid) -> Samples:
    """Every pair of statements with rival values, right where they are evidence of one claim."""
    features, labels, weights = [], [], []
    for (i, j), clash in rivals.find_rivals(laid.story, pair_statements(laid.story), laid.entities):
        one, other = laid.claims_of.get(i, NONE), laid.claims_of.get(j, NONE)
        features.append(rivals.rival_features(laid.story, i, j, clash))
        labels.append(bool(one & other))
        weights.append(1.0 if one and other else UNLISTED)
    return _samples(features, labels, weights, len(rivals.FEATURES))


def _samples(features: list[tuple[float, ...]], labels: list[bool], weights: list[float], width: int) -> Samples:
    return Samples(
        np.array(features, np.float64).reshape(-1, width),
        np.array(labels, bool),
        np.zeros(len(labels), np.int64),
        np.array(weights, np.float64),
    )
