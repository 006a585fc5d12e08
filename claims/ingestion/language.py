"""Which language a text is in, or nothing where that is not clear; nothing is translated here."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE_CHARACTERS = 10_000
FEWEST_LETTERS = 40
CONFIDENT = 0.8


def guess_language(text: str) -> str:
    """ISO 639-1; empty for a few words, for a mixture, and for languages that have no code of two letters."""
    if sum(character.isalpha() for character in text[:SAMPLE_CHARACTERS]) < FEWEST_LETTERS:
        return ""
    language, confidence = most_likely(text)
    return language if confidence >= CONFIDENT and len(language) == 2 else ""


def most_likely(text: str) -> tuple[str, float]:
    """The best guess and how sure it is, 0 to 1."""
    language, confidence = _identifier().classify(text[:SAMPLE_CHARACTERS])
    return str(language), float(confidence)


@cache
def _identifier() -> "LanguageIdentifier":
    # The model takes 1.2 s and 100 MB: only a process that reads a text pays for it, and once.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
