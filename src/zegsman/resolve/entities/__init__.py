"""Persons, organisations and places across reports: which names stand for one bearer, and why."""

from __future__ import annotations

from zegsman.resolve.entities.line import resolve_entities

__all__ = ["resolve_entities"]
