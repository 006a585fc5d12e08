"""Marks in running text for words that were searched; the text itself is escaped here and nowhere trusted."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.queries.highlights import END, START

SENTINELS = str.maketrans("", "", START + END)


def marked(text: str) -> SafeString:
    """Text with sentinels as HTML with `<mark>`."""
    safe = escape(text).replace(START, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped in the line above


def marked_words(text: str, words: Sequence[str]) -> SafeString:
    """The same for a name that was found by a part of it, whatever the capitals."""
    parts = [re.escape(word) for word in words if word.strip()]
    plain = text.translate(SENTINELS)
    if not parts:
        return marked(plain)
    return marked(re.sub("|".join(parts), lambda found: f"{START}{found.group()}{END}", plain, flags=re.IGNORECASE))
