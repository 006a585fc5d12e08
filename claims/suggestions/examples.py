"""Texts with the attributions people marked in them, to learn from and to measure by; reading them is `gold`'s."""

from dataclasses import dataclass

from claims.text.spans import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, by the spans of a text; a source or a cue may be left out by the text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text somebody finished; what people threw out of its suggestions stands in `rejected`."""

    text: str
    attributions: tuple[Attribution, ...]
    rejected: tuple[Attribution, ...] = ()
