"""Template filters that print moments and partial dates the same way on every page."""

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def moment(value: object) -> SafeString:
    """A time of the program's own, to the minute, from a row or from a document."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return SafeString("")
    utc = value.astimezone(UTC)
    return format_html(
        '<time datetime="{}" title="{} UTC">{}</time>',
        utc.isoformat(timespec="seconds"),
        f"{utc:%Y-%m-%d %H:%M:%S}",
        f"{utc:%Y-%m-%d %H:%M}",
    )


@register.filter
def as_known(value: object) -> str:
    """A partial date in the detail in which it is known: "2021-08", "2021-08-27 14:05 UTC"."""
    return str(value or "").replace("T", " ").replace("Z", " UTC")
