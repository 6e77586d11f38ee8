"""One ONNX model: text pieces in, vectors and label scores out, checked against its manifest."""

from zegsman.encoder.encoder import Begun, Encoder, Words, load_encoder, read_words
from zegsman.encoder.reading import AttributionReading, Reading, SentenceReading, TaggedSpan

__all__ = [
    "AttributionReading",
    "Begun",
    "Encoder",
    "Reading",
    "SentenceReading",
    "TaggedSpan",
    "Words",
    "load_encoder",
    "read_words",
]
