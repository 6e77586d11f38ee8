"""Marks in one report what stands where, and looks at no other report."""
