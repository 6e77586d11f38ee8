"""Runs the stages over the store on one machine and answers questions from it."""
