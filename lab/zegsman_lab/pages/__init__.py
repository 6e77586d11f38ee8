"""Invented web pages with known main text, in the layouts and with the furniture that news sites have."""
