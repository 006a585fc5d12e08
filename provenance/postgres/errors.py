"""What can keep the embedded PostgreSQL from running; the message is a sentence for whoever started the program."""


class ServerUnavailable(Exception):  # noqa: N818 - named for what happened, as in claims/errors.py
    """The embedded PostgreSQL cannot be used, for the reason the sentence gives."""
