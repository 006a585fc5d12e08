"""The embedded PostgreSQL: started at the first connection, stopped with its last user; no models, no queries."""
