"""Turns bytes from files, pages, feeds and archives into reports, keeping what was received."""
