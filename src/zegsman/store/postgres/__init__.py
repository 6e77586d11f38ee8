"""A shared case: the same tables in a PostgreSQL database, for several people at once."""
