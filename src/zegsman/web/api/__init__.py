"""The questions that the pages ask, for programs: JSON in and out, described by OpenAPI."""
