"""The judgement of what statements say the same: its affairs, its fit, its misses; needs no training library."""
