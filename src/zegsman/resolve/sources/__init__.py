"""Who and what the reports have it from, resolved across reports: kind, named or not, for whom it speaks."""

from __future__ import annotations

from zegsman.resolve.sources.line import SourceTable, resolve_sources

__all__ = ["SourceTable", "resolve_sources"]
