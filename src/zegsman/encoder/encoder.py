"""The encoder: loads the weights, reads the sentences of a text in windows, on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from zegsman.encoder.decoding import Decoder, SegmentReading, WindowScores
from zegsman.encoder.embeddings import Embeddings
from zegsman.encoder.forms import load_forms
from zegsman.encoder.heads import Heads
from zegsman.encoder.manifest import Manifest, load_manifest
from zegsman.encoder.pieces import Pieces, load_pieces
from zegsman.encoder.reading import Reading, SentenceReading, embed_rows
from zegsman.encoder.sequences import TaggedSpan
from zegsman.encoder.windows import Segment, Window, cut_segments, pack_windows
from zegsman.errors import EncoderError

WEIGHTS = Path(__file__).parent / "weights"
_WINDOWS_AHEAD = 16
"""Windows of one text that are run before what they give is looked at: bounds the memory that a long text takes."""

Feed = dict[str, NDArray[Any]]
"""What the graph takes, by the names of its inputs."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence to read: its tokens and whether white space stands before each."""

    texts: Sequence[str]
    spaces_before: Sequence[bool]


class Encoder:
    """Weights in memory, ready to read; may be shared between threads, and pickles as its path."""

    def __init__(self, manifest: Manifest, threads: int) -> None:
        folder = manifest.folder
        self.manifest = manifest
        self.threads = threads
        self.forms = load_forms(folder)
        self._pieces: Pieces = load_pieces(folder / "pieces.tsv", manifest.special["unk"])
        self._embeddings = Embeddings.load(folder / "embeddings.npy")
        self._decoder = Decoder(Heads.load(folder / "heads.npz", manifest), manifest.labels)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows are spread over threads instead
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written with fused nodes where they pay; further fusions only cost (norms by a quarter).
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "graph.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own exceptions have no common class
            raise EncoderError(f"{folder / 'graph.onnx'} cannot be loaded: {error}") from error

    def __reduce__(self) -> tuple[Callable[..., Encoder], tuple[Path, int]]:
        """Pickles as where the weights are."""
        return load_encoder, (self.manifest.folder, self.threads)

    def read(self, sentences: Sequence[Words]) -> Reading:
        """Reads the sentences of one text."""
        if self.threads < 2:
            return self.begin(sentences).reading()
        with ThreadPoolExecutor(self.threads) as pool:
            return self.begin(sentences, pool).reading()

    def begin(self, sentences: Sequence[Words], pool: Executor | None = None) -> Begun:
        """Begins to read the sentences of one text; the threads of a pool run its first windows from now on.

        They do no more than that, since whatever else they did would wait for other threads that hold Python's lock.
        """
        cut = [self._pieces.split_words(s.texts, s.spaces_before) for s in sentences]
        segments = cut_segments([[len(pieces) for pieces in sentence] for sentence in cut])
        windows = pack_windows(segments)
        words = [pieces for sentence in cut for pieces in sentence]
        spans = [slice(segments[window.first].first, segments[window.last - 1].end) for window in windows]
        scored = run_ahead(pool, self._run, (self._fed(words[span]) for span in spans), _WINDOWS_AHEAD)
        return Begun(sentences, segments, windows, self._decoder, self._embeddings.width, scored)

    def _fed(self, words: Sequence[tuple[int, ...]]) -> Feed:
        """What the graph takes for some words."""
        special = self.manifest.special
        lengths = list(map(len, words))
        ends = np.array(list(accumulate(lengths)), np.int64)
        ids = [special["bos"], *(piece for word in words for piece in word), special["eos"]]
        embedded = self._embeddings.rows(ids)[None]
        return {"embedded": embedded, "first": ends - np.array(lengths, np.int64) + 1, "last": ends}

    def _run(self, feed: Feed) -> WindowScores:
        return WindowScores(*self._session.run(("parts", "script", "vectors"), feed))


@dataclass(frozen=True, slots=True)
class Begun:
    """A text whose windows are being run."""

    sentences: Sequence[Words]
    segments: Sequence[Segment]
    windows: Sequence[Window]
    decoder: Decoder
    width: int
    scored: Iterator[WindowScores]

    def reading(self) -> Reading:
        """What is read in the text, once its windows have been run; asked for once."""
        segments, read, attributions = self.segments, [], []
        vectors = np.zeros((segments[-1].end if segments else 0, self.width), np.float16)
        for window, scores in zip(self.windows, self.scored, strict=True):
            own = segments[window.owned : window.end]
            start, first, end = segments[window.first].first, own[0].first, own[-1].end
            read += self.decoder.segments(scores, [range(s.first - start, s.end - start) for s in own])
            attributions += self.decoder.attributions(scores, range(first - start, end - start), start)
            vectors[first:end] = scores.vectors[first - start : end - start]
        return Reading(_join(self.sentences, segments, read, vectors), tuple(attributions), vectors)


def run_ahead(
    pool: Executor | None, run: Callable[[Feed], WindowScores], feeds: Iterator[Feed], ahead: int
) -> Iterator[WindowScores]:
    """What a function gives for each of some feeds, in order; a pool works so many ahead, beginning at once."""
    if pool is None:
        return map(run, feeds)
    waiting = deque(pool.submit(run, feed) for feed in islice(feeds, ahead))

    def results() -> Iterator[WindowScores]:
        while waiting:
            scores = waiting.popleft().result()
            waiting.extend(pool.submit(run, feed) for feed in islice(feeds, 1))
            yield scores

    return results()


def load_encoder(path: Path | None = None, threads: int | None = None) -> Encoder:
    """Loads the encoder.

    Args:
        path: Folder of the weights; the ones that ship with the program by default.
        threads: How many windows are read at a time; as many as there are cores by default.

    Raises:
        EncoderError: if the weights are missing, damaged or another version's.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Encoder(load_manifest(path or WEIGHTS), threads or cores)


def read_words(encoder: Encoder, sentences: Sequence[Words]) -> Reading:
    """Reads the sentences of one text; the result depends on that text alone."""
    return encoder.read(sentences)


def _join(
    sentences: Sequence[Words],
    segments: Sequence[Segment],
    read: Sequence[SegmentReading],
    vectors: NDArray[np.float16],
) -> tuple[SentenceReading, ...]:
    """Puts the segments of each sentence together."""
    by_sentence: list[list[tuple[Segment, SegmentReading]]] = [[] for _ in sentences]
    for segment, reading in zip(segments, read, strict=True):
        by_sentence[segment.sentence].append((segment, reading))
    joined, at = [], 0
    for words, parts in zip(sentences, by_sentence, strict=True):
        end = at + len(words.texts)
        joined.append(_join_sentence(at, parts, embed_rows(vectors[at:end])))
        at = end
    return tuple(joined)


def _join_sentence(
    at: int, parts: Sequence[tuple[Segment, SegmentReading]], embedding: NDArray[np.float32]
) -> SentenceReading:
    """Hangs the roots of a cut sentence's later segments under the first one's."""
    heads: list[int] = []
    deprels: list[str] = []
    names, triggers = [], []
    for segment, reading in parts:
        offset = segment.first - at
        root = heads.index(-1) if heads else -1
        deprels += [
            "parataxis" if root >= 0 and h < 0 else d for h, d in zip(reading.heads, reading.deprels, strict=True)
        ]
        heads += [root if h < 0 else h + offset for h in reading.heads]
        names += [_moved(span, offset) for span in reading.names]
        triggers += [_moved(span, offset) for span in reading.triggers]
    readings = [reading for _, reading in parts]
    return SentenceReading(
        first_token=at,
        upos=tuple(label for r in readings for label in r.upos),
        heads=tuple(heads),
        deprels=tuple(deprels),
        scripts=tuple(script for r in readings for script in r.scripts),
        compounds=tuple(mark for r in readings for mark in r.compounds),
        names=tuple(names),
        triggers=tuple(triggers),
        embedding=embedding,
    )


def _moved(span: TaggedSpan, offset: int) -> TaggedSpan:
    return TaggedSpan(span.first + offset, span.end + offset, span.label, span.confidence)
