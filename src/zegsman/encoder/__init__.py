"""One ONNX model: text pieces in, vectors and label scores out, checked against its manifest."""
