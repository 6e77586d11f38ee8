"""Runs the product on gold data and measures it; the measures are those of the fields' shared tasks."""
