"""Runs the product on gold data and measures it, without training libraries."""
