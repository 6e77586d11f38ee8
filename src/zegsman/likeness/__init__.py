"""How alike two names, texts, times or places are, as a number with its reason, deciding nothing."""
