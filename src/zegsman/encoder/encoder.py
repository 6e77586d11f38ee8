"""The encoder: loads the weights, reads the sentences of a text in windows, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
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
from zegsman.encoder.reading import AttributionReading, Reading, SentenceReading, embed_rows
from zegsman.encoder.sequences import TaggedSpan
from zegsman.encoder.windows import Segment, Window, cut_segments, pack_windows
from zegsman.errors import EncoderError

WEIGHTS = Path(__file__).parent / "weights"
_WINDOWS_AT_ONCE = 64
"""Windows whose results wait to be put together: bounds the memory that a long text takes."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence to read: its tokens and whether white space stands before each."""

    texts: Sequence[str]
    spaces_before: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _WindowReading:
    segments: list[SegmentReading]
    attributions: list[AttributionReading]
    vectors: NDArray[np.float16]


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
        cut = [self._pieces.split_words(s.texts, s.spaces_before) for s in sentences]
        segments = cut_segments([[len(pieces) for pieces in sentence] for sentence in cut])
        windows = pack_windows(segments)
        words = [pieces for sentence in cut for pieces in sentence]
        n_words = len(words)
        vectors = np.zeros((n_words, self._embeddings.width), np.float16)
        read: list[SegmentReading] = []
        attributions: list[AttributionReading] = []
        for window, result in zip(windows, self._read_all(windows, segments, words), strict=True):
            vectors[segments[window.owned].first : segments[window.end - 1].end] = result.vectors
            read += result.segments
            attributions += result.attributions
        return Reading(_join(sentences, segments, read, vectors), tuple(attributions), vectors)

    def _read_all(
        self, windows: Sequence[Window], segments: Sequence[Segment], words: Sequence[tuple[int, ...]]
    ) -> Iterator[_WindowReading]:
        """Yields what each window gives, in order."""

        def read(window: Window) -> _WindowReading:
            return self._read_window(window, segments, words)

        if len(windows) < 2 or self.threads < 2:
            yield from map(read, windows)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            for start in range(0, len(windows), _WINDOWS_AT_ONCE):
                yield from pool.map(read, windows[start : start + _WINDOWS_AT_ONCE])

    def _read_window(
        self, window: Window, segments: Sequence[Segment], words: Sequence[tuple[int, ...]]
    ) -> _WindowReading:
        start = segments[window.first].first
        scores = self._score(words[start : segments[window.last - 1].end])
        own = segments[window.owned : window.end]
        owned = range(own[0].first - start, own[-1].end - start)
        return _WindowReading(
            self._decoder.segments(scores, [range(s.first - start, s.end - start) for s in own]),
            self._decoder.attributions(scores, owned, start),
            scores.vectors[owned.start : owned.stop],
        )

    def _score(self, words: Sequence[tuple[int, ...]]) -> WindowScores:
        """Runs the graph over the pieces of some words."""
        special = self.manifest.special
        lengths = list(map(len, words))
        ends = np.array(list(accumulate(lengths)), np.int64)
        ids = [special["bos"], *(piece for word in words for piece in word), special["eos"]]
        parts, scripts, vectors = self._session.run(
            ("parts", "script", "vectors"),
            {
                "embedded": self._embeddings.rows(ids)[None],
                "first": ends - np.array(lengths, np.int64) + 1,
                "last": ends,
            },
        )
        return WindowScores(parts, scripts, vectors.astype(np.float16))


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
