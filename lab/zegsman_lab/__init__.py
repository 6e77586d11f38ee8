"""Corpora, training, export and scoring of zegsman's encoder."""
