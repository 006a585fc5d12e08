"""What can keep the embedded PostgreSQL from running; the message is a sentence for whoever started the program."""


class ServerUnavailable(Exception):
    """The embedded PostgreSQL cannot be used, for the reason the sentence gives."""
