"""Template tags for keys as the reader has them: the cap beside a button, and what screen readers are told."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
ON_SCREEN = {
    "Enter": "⏎", "Control+Enter": "Ctrl ⏎", "Delete": "Del", "Escape": "Esc", "ArrowUp": "↑", "ArrowDown": "↓",
    "ArrowLeft": "←", "ArrowRight": "→",
}  # fmt: skip


@register.filter
def cap(press: str) -> str:
    """A key as it is printed: ⇧Z for Shift+Z."""
    return ON_SCREEN.get(press, press.replace("Shift+", "⇧"))


@register.simple_tag(takes_context=True)
def keycap(context: Any, command: str) -> SafeString:
    """`<kbd>` of a command's key; nothing where it has none."""
    press = _press(context, command)
    return format_html("<kbd>{}</kbd>", cap(press)) if press else SafeString("")


@register.simple_tag(takes_context=True)
def shortcut(context: Any, command: str) -> SafeString:
    """The attribute `aria-keyshortcuts` of a command's button; nothing where it has no key."""
    press = _press(context, command)
    return format_html(' aria-keyshortcuts="{}"', press) if press else SafeString("")


def _press(context: Any, command: str) -> str:
    key = context["keys"].get(command)
    return key.press if key else ""
