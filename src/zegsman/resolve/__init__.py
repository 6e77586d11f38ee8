"""Decides across reports what is the same: copies, entities, sources, stories, claims, each with its reason."""
