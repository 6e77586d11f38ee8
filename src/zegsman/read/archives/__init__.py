"""Archives: files that hold others, given one by one without being unpacked to disk."""
