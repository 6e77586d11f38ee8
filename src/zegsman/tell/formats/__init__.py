"""The dossier in other people's formats: one module a format, each a pure function of the dossier's JSON.

Each takes the dossier and `with_text`; where that is False no words of a report are passed on but names, and the
places (offsets) stay. `docs/formats.md` says what each keeps and what it loses.
"""
