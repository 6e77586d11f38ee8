"""Watches feeds: asks for what is new, takes it, and tells what it does to the claims of the case."""
