"""Keeps the record and gives it back equal."""
