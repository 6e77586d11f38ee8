"""The dossier as one self-contained HTML page."""
