"""Names every job as a command."""
