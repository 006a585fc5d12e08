"""A database backend of Django for the embedded PostgreSQL; DATABASES names this package as its ENGINE."""
