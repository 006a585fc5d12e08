"""Template filters that turn values of the domain into what a person reads."""

from django import template

from claims.vocabulary import SCREEN_WORDS

register = template.Library()


@register.filter
def on_screen(value: object) -> str:
    """The plain words of a vocabulary value, whether it comes as an enum or as the text of a document."""
    text = str(value or "")
    return SCREEN_WORDS.get(text, text.replace("_", " "))
