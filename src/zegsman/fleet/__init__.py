"""Reads and annotates any number of reports to a data set, on all cores of one machine or on many machines."""
