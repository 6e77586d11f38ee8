"""Tests that load the weights."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from zegsman.encoder import Encoder, Reading, Words, load_encoder, read_words
from zegsman.encoder.decoding import WindowScores
from zegsman.encoder.encoder import WEIGHTS, run_ahead
from zegsman.errors import EncoderError

pytestmark = pytest.mark.encoder

DUTCH = [
    "De",
    "woordvoerder",
    "van",
    "Lanthier",
    "zei",
    "dinsdag",
    "in",
    "Gent",
    "dat",
    "de",
    "fabriek",
    "open",
    "blijft",
    ".",
]
ENGLISH = [
    "The",
    "spokesman",
    "of",
    "Lanthier",
    "said",
    "in",
    "Ghent",
    "on",
    "Tuesday",
    "that",
    "the",
    "factory",
    "stays",
    "open",
    ".",
]


def _words(texts: list[str]) -> Words:
    return Words(texts, [True] * len(texts))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    return load_encoder()


@pytest.fixture(scope="module")
def reading(encoder: Encoder) -> Reading:
    """A Dutch and an English sentence that say the same."""
    return read_words(encoder, [_words(DUTCH), _words(ENGLISH)])


def test_reading_finds_the_plain_things(reading: Reading) -> None:
    """In a plain sentence the verb is the root, and names and the attribution are found."""
    dutch = reading.sentences[0]
    assert dutch.heads.index(-1) == DUTCH.index("zei")
    assert dutch.upos[DUTCH.index("zei")] == "VERB"
    assert ("Gent", "LOC") in [(DUTCH[n.first], n.label) for n in dutch.names]
    first = reading.attributions[0]
    assert DUTCH.index("zei") in first.cue
    assert DUTCH.index("woordvoerder") in first.source
    # The encoder's own candidate ends early here; `annotate` lets it run to the end of the clause.
    assert DUTCH.index("dat") in first.content


def test_embedding_crosses_languages(encoder: Encoder, reading: Reading) -> None:
    """A sentence is nearer to its translation than to another sentence."""
    other = read_words(encoder, [_words(["Het", "weer", "wordt", "morgen", "zonnig", "en", "warm", "."])]).sentences[0]
    dutch, english = (sentence.embedding for sentence in reading.sentences)
    assert float(dutch @ english) > float(dutch @ other.embedding) + 0.3


def test_results_do_not_depend_on_threads(encoder: Encoder) -> None:
    """One thread or several give the same bytes."""
    sentences = [_words(DUTCH), _words(ENGLISH)] * 30
    one, two = load_encoder(threads=1).read(sentences), load_encoder(threads=3).read(sentences)
    assert np.array_equal(one.vectors, two.vectors)
    assert one.attributions == two.attributions
    assert [s.heads for s in one.sentences] == [s.heads for s in two.sentences]


def test_a_long_text_is_run_a_few_windows_ahead() -> None:
    """Only so many windows are begun before what the first gives is taken; all come in their order."""
    begun: list[int] = []

    def run(feed: dict[str, np.ndarray]) -> WindowScores:
        n = int(feed["first"][0])
        begun.append(n)
        return WindowScores(np.full((1, 1), n, np.float32), np.zeros(1, np.int64), np.zeros((1, 1), np.float32))

    with ThreadPoolExecutor(1) as pool:
        scored = run_ahead(pool, run, ({"first": np.array([n])} for n in range(9)), 3)
        first = next(scored)
        pool.submit(lambda: None).result()
        assert (first.projected[0, 0], begun) == (0, [0, 1, 2, 3])
        assert [one.projected[0, 0] for one in scored] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    "texts",
    [[], [[]], [["x"]], [["\x01", "🙂", "שלום", "", "…"]], [["a" * 10_000]], [["|"] * 500]],
    ids=["nothing", "no-words", "one-word", "odd-characters", "long-word", "table"],
)
def test_odd_input_is_read(encoder: Encoder, texts: list[list[str]]) -> None:
    """Whatever the words, each has a part of speech and each sentence one root."""
    reading = read_words(encoder, [_words(words) for words in texts])
    assert [len(s.upos) for s in reading.sentences] == list(map(len, texts))
    assert all(s.heads.count(-1) == 1 for s in reading.sentences if s.heads)
    assert len(reading.vectors) == sum(map(len, texts))


def test_long_sentences_have_one_root(encoder: Encoder) -> None:
    """A sentence longer than a window is read in parts that hang together."""
    sentence = read_words(encoder, [_words(["woord", "en"] * 400)]).sentences[0]
    assert sentence.heads.count(-1) == 1
    assert len(sentence.heads) == 800


def test_encoder_and_reading_pickle(encoder: Encoder, reading: Reading) -> None:
    """The encoder pickles as where its weights are, the reading as it is."""
    assert pickle.loads(pickle.dumps(encoder)).manifest.digest == encoder.manifest.digest
    assert pickle.loads(pickle.dumps(reading)).attributions == reading.attributions


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A flipped byte in any file is found before anything is read."""
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    content = bytearray((folder / "heads.npz").read_bytes())
    content[100] ^= 1
    (folder / "heads.npz").write_bytes(content)
    with pytest.raises(EncoderError, match=r"heads\.npz.*found.*expected"):
        load_encoder(folder)


def test_embed_of_nothing_is_zero(reading: Reading) -> None:
    """No tokens have the zero vector; some have a unit vector."""
    assert not reading.embed([]).any()
    assert np.linalg.norm(reading.embed([1, 2])) == pytest.approx(1)
