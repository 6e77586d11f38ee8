"""The measures, on small made-up gold; and against the independent scorers where those are at hand."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zegsman.desk.evaluation.attributions import score_attributions
from zegsman.desk.evaluation.copies import score_copies
from zegsman.desk.evaluation.events import score_events
from zegsman.desk.evaluation.figures import count_one_to_one, prf
from zegsman.desk.evaluation.gold_files import read_conll, read_conllu
from zegsman.desk.evaluation.likenesses import find_quote, same_name, spelling_key, times_overlap
from zegsman.desk.evaluation.names import score_names
from zegsman.desk.evaluation.stories import score_story
from zegsman.desk.evaluation.story_gold import GoldStory
from zegsman.desk.evaluation.syntax import score_syntax
from zegsman.desk.evaluation.times import score_times, score_values

Json = dict[str, Any]
# The folder of the scorers is the same for every example.
CHECKED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = "‘De brug is dicht’, zegt Bos maandag. Dijk meldt dinsdag dat het water stijgt."


def scorer(shared: Path, name: str) -> ModuleType:
    """One of the independent scorers."""
    folder = shared / "score" / ("tasks" if name != "dossier" else "")
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location(f"scorer_{name}", folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(folder))


def alike(ours: Any, theirs: Any, skip: tuple[str, ...] = ()) -> None:
    """Every figure of ours that they have too is the same."""
    for key in ours.keys() & theirs.keys() - set(skip):
        if isinstance(ours[key], dict):
            alike(ours[key], theirs[key])
        else:
            assert ours[key] == pytest.approx(theirs[key]), key


_SPAN = st.tuples(st.integers(0, 70), st.integers(1, 8)).map(lambda pair: [pair[0], pair[0] + pair[1]])
_SPANS = st.lists(_SPAN, max_size=2)
_ATTRIBUTIONS = st.lists(st.fixed_dictionaries({"source": _SPANS, "cue": _SPANS, "content": _SPANS}), max_size=4)
_TIMES = st.lists(
    st.builds(
        lambda span, type, value: {"start": span[0], "end": span[1], "type": type, "value": value},
        _SPAN, st.sampled_from(["DATE", "TIME"]), st.sampled_from(["2024-03-04", "2024-03-05"]),
    ),
    max_size=4,
)  # fmt: skip
_MENTIONS = st.lists(_SPAN.map(lambda span: {"kind": "event", "spans": [span], "chain": None}), max_size=4)
_TAGS = st.lists(
    st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]), min_size=1, max_size=6), min_size=1, max_size=3
)


@pytest.mark.shared
@CHECKED
@given(gold=_ATTRIBUTIONS, predicted=_ATTRIBUTIONS)
def test_attributions_as_scorer(shared: Path, gold: list[Json], predicted: list[Json]) -> None:
    """Attributions are counted as the independent scorer counts them."""
    left, right = ({"id": "d", "text": TEXT, "attributions": side} for side in (gold, predicted))
    alike(score_attributions([left], [right]), scorer(shared, "attribution").score({"d": left}, {"d": right}))


@pytest.mark.shared
@CHECKED
@given(gold=_TIMES, predicted=_TIMES)
def test_times_as_scorer(shared: Path, gold: list[Json], predicted: list[Json]) -> None:
    """Time expressions are counted as the independent scorer counts them."""
    left, right = ({"id": "d", "text": TEXT, "timexes": side} for side in (gold, predicted))
    alike(score_times([left], [right]), scorer(shared, "timex").score({"d": left}, {"d": right}))
    bags = {
        "id": "d",
        "text": TEXT,
        "sentences": [{"start": 0, "end": 38, "expected": gold}, {"start": 39, "end": 90, "expected": []}],
    }
    alike(score_values([bags], [right]), scorer(shared, "timex_values").score({"d": bags}, {"d": right}))


@pytest.mark.shared
@CHECKED
@given(gold=_MENTIONS, predicted=_MENTIONS)
def test_events_as_scorer(shared: Path, gold: list[Json], predicted: list[Json]) -> None:
    """Triggers are counted as the independent scorer detects mentions."""
    left, right = ({"id": "d", "text": TEXT, "mentions": side} for side in (gold, predicted))
    theirs = scorer(shared, "coref").score({"d": left}, {"d": right})
    assert score_events([left], [right])["trigger"] == pytest.approx(theirs["mention_detection"])


def conll(tags: list[list[str]]) -> str:
    """A CoNLL file with made-up words."""
    return "\n".join("".join(f"w{i}{j}\t{tag}\n" for j, tag in enumerate(one)) for i, one in enumerate(tags)) + "\n"


@pytest.mark.shared
@CHECKED
@given(data=st.data(), gold=_TAGS)
def test_names_as_scorer(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, gold: list[list[str]]
) -> None:
    """Names are counted as the independent scorer counts them, from a file that is read back."""
    choice = st.sampled_from(["O", "B-PER", "I-PER", "B-ORG"])
    predicted = [[data.draw(choice) for _ in one] for one in gold]
    folder = tmp_path_factory.mktemp("names")
    (folder / "gold").write_text(conll(gold))
    (folder / "pred").write_text(conll(predicted))
    ours = score_names([gold], [predicted])
    alike(ours, scorer(shared, "ner").score(str(folder / "gold"), str(folder / "pred")))
    read = [[columns[-1] for columns in one.columns] for one in read_conll(str(folder / "gold"))[0]]
    assert read == gold


CONLLU = """# text = Hij heeft'm niet.
1\tHij\thij\tPRON\tx\t_\t2\tnsubj\t_\t_
2\theeft\thebben\tVERB\tx\t_\t0\troot\t_\tSpaceAfter=No
3\t'm\them\tPRON\tx\t_\t2\tobj:x\t_\t_
4\tniet\tniet\tADV\tx\t_\t2\tadvmod\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\tx\t_\t2\tpunct\t_\t_

1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tx\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tx\t_\t1\tadvmod\t_\t_
2.1\tx\tx\tX\tx\t_\t_\t_\t_\t_

"""


@pytest.mark.shared
def test_syntax_as_scorer(shared: Path, tmp_path: Path) -> None:
    """Attachment, labels and lemmas are counted as the independent scorer counts them."""
    changed = CONLLU.replace("\t2\tobj:x", "\t2\tobj").replace("advmod", "obl").replace("\tPART\t", "\tADV\t")
    changed = changed.replace("\thebben\t", "\tHebben\t").replace("5\t.\t.\tPUNCT\tx\t_\t2", "5\t.\t.\tPUNCT\tx\t_\t4")
    (tmp_path / "gold").write_text(CONLLU)
    (tmp_path / "pred").write_text(changed)
    gold, predicted = (read_conllu(str(tmp_path / name)) for name in ("gold", "pred"))
    assert [one.spaces_before for one in gold] == [[True, True, False, True, False], [True, False]]
    ours = score_syntax(gold, predicted)
    alike(
        ours,
        scorer(shared, "syntax").score(str(tmp_path / "gold"), str(tmp_path / "pred")),
        skip=("words", "sentences"),
    )
    assert ours["las"] < 1


def a_claim(id: str, quote: str, **labels: Any) -> Json:
    """A gold claim with one piece of evidence."""
    item = {
        "report": "a.txt",
        "quote": quote,
        "chain": labels.pop("chain", []),
        "kind": "narrated",
        "certainty": "certain",
    }
    item |= {"polarity": "affirmed", "time_status": "past"}
    verdict = {"independent_origins": 0, "status": "narrated", "credibility": 6, "time": None}
    return {"id": id, "gist": "g", "evidence": [item], **verdict, **labels}


def a_dossier() -> Json:
    """A dossier of one report with two statements, one claim and two entities."""
    statement = {
        "report": "r",
        "chain": [],
        "kind": "narrated",
        "certainty": "certain",
        "polarity": "affirmed",
        "time_status": "past",
    }
    report = {
        "id": "r",
        "path": "x/a.txt",
        "text": TEXT,
        "outlet": None,
        "title": None,
        "language": "nl",
        "sha256": "0",
    }
    report["published"] = {"value": None, "start": None, "end": None}
    return {
        "schema": "zegsman.dossier/1",
        "story": {"id": "s", "title": "t", "languages": ["nl"], "first": None, "last": None},
        "reports": [report],
        "sources": [{"id": "p", "name": "minister Bos", "kind": "person", "named": True, "entity": "e1"}],
        "entities": [
            {"id": "e1", "name": "Bos", "type": "PER", "aliases": ["Bos"], "mentions": []},
            {"id": "e2", "name": "Dijk", "type": "PER", "aliases": [], "mentions": []},
        ],
        "statements": [
            {**statement, "id": "s1", "start": 1, "end": 17, "chain": ["p"], "claim": "c1", "kind": "direct"},
            {**statement, "id": "s2", "start": 59, "end": 77, "claim": None},
        ],
        "claims": [
            {
                "id": "c1", "text": "De brug is dicht", "statements": ["s1"], "reports": 1, "outlets": 1,
                "origins": ["p"],
                "independent_origins": 1, "status": "single-origin", "credibility": 2,
                "time": {"value": "2024-03-04", "start": "2024-03-04", "end": "2024-03-04"},
            }
        ],
        "conflicts": [],
        "timeline": [{"claim": "c1", "start": "2024-03-04", "end": "2024-03-04"}],
    }  # fmt: skip


GOLD = {
    "claims": [
        a_claim("1", "De brug is dicht", chain=["Bos"], independent_origins=1, status="single-origin", credibility=2,
                time={"value": "2024-W10", "start": "2024-03-04", "end": "2024-03-05"}),
        a_claim("2", "het water stijgt", chain=["Dijk"]),
    ],
    "conflicts": [{"kind": "number", "gist": "", "evidence": [["a.txt", "dicht"], ["a.txt", "stijgt"]]}],
    "entities": [{"name": "Bos", "surface": ["Bos", "minister Bos"]}, {"name": "Dijk", "surface": ["Dijk"]}],
    "copies": [],
    "distractors": [],
}  # fmt: skip


def test_score_story() -> None:
    """A dossier is measured on each figure as worked out by hand."""
    story = GoldStory("s", Path("s"), GOLD, {"a.txt": TEXT})
    figures = score_story(story, a_dossier())
    assert figures["statement_recall"] == 1
    assert figures["chain_origin"] == 0.5
    assert figures["independent_origins_acc"] == 0.5
    assert figures["conflicts_f1"] == 0
    assert figures["time_overlap"] == 1
    assert figures["time_exact"] == 0
    assert figures["claim_bcubed_f1"] == 1
    assert figures["entities_surface_recall"] == pytest.approx(2 / 3)
    assert figures["copies_f1"] == 1
    assert figures["distractor_acc"] is None


@pytest.mark.shared
def test_score_story_as_scorer(shared: Path, tmp_path: Path) -> None:
    """Every figure of a story is the independent scorer's."""
    dossier = scorer(shared, "dossier")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps(a_dossier()), encoding="utf-8")
    contract = dossier.load_contract()
    theirs, _ = dossier.score(
        dossier.read_story(tmp_path, contract), dossier.load_dossier(tmp_path / "d.json", contract)
    )
    ours = score_story(GoldStory("s", tmp_path, GOLD, {"a.txt": TEXT}), a_dossier())
    assert {name: ours[name] for name in ours} == pytest.approx({name: theirs[name].value for name in ours})


def test_score_copies() -> None:
    """Copies count in their direction."""
    scores = score_copies([{("b", "a")}], [{("a", "b")}])
    assert scores["f1"] == 0
    assert scores["either_way"]["f1"] == 1


def test_count_one_to_one() -> None:
    """The greatest matching is found, also where the first choice has to give way."""
    fits = {(0, 0), (0, 1), (1, 0)}
    assert count_one_to_one([0, 1], [0, 1], lambda a, b: (a, b) in fits, lambda a, b: -b) == 2
    assert prf(0, 0, 0)["f1"] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("de Russische president", "Russische president", True),
        ("President Vladímir Bos", "Vladimir Bos", True),
        ("Bos", "Bosch", False),
        ("Jan Bos", "Bos", True),
        ("", "Bos", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    """Names are compared without accents, articles and titles, as whole words."""
    assert same_name(one, other) is same


def test_quotes_spellings_and_times() -> None:
    """Quotation marks and white space do not hide a quote; a leading article no spelling; a week overlaps its days."""
    assert find_quote("'De  brug is", TEXT, 0.0) == (0, 11)
    assert find_quote("De dam", TEXT, 0.0) is None
    assert spelling_key("‘de Brug’") == "Brug"
    assert times_overlap({"value": "2024-W10"}, {"value": "2024-03", "start": "2024-03-04", "end": "2024-03-10"})
    assert not times_overlap({"value": "2024-03"}, {"value": None, "start": None, "end": None})
