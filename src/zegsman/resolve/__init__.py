"""Decides across reports what is the same: copies, entities, sources, stories, claims, each as a
judgement with its reason.
"""
