"""Follows each claim to its origins, counts the independent ones, finds conflicts, grades."""
