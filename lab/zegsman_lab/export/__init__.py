"""Turns a snapshot of the trained encoder into the files that zegsman ships."""
