"""Readers of the public corpora that the encoder is trained and scored on."""
