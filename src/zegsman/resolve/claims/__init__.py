"""Which statements say the same, across reports and languages, and where they contradict one another."""
