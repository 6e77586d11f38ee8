"""Exports of newspaper databases: many reports in one file."""
