"""Nothing of its own: the lab's tests need no network, no weights and no training library."""
