"""The nouns of the glossary as immutable types that check their own invariants and do nothing else."""
