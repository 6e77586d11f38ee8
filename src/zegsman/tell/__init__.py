"""Lays out what was found, with the evidence for each line, and adds nothing."""
