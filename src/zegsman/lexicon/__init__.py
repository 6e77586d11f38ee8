"""Word lists by language (cues, hearsay, months, titles, agencies …), as data files with source and licence.

They are loaded read-only.
"""
