"""A browser without JavaScript: asks for pages by their names, sends the forms it is given, and finds words in them."""

import html
import re
from typing import Any, Self
from uuid import UUID

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

SLUG = "desk"
MISSING = "!!missing"


class Browser:
    """A person's browser in the workspace `desk`."""

    def __init__(self, user: User | None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user)
        self.status = 0
        self.page = ""
        self.location = ""

    def open(self, page: str, /, *args: object, query: str = "", slug: str = SLUG, fragment: bool = False) -> Self:
        headers = {"HX-Request": "true"} if fragment else {}
        return self._seen(self.client.get(reverse(page, args=[slug, *args]) + query, headers=headers))

    def follow(self) -> Self:
        """Goes where the last answer sent it."""
        return self._seen(self.client.get(self.location))

    def send(self, page: str, /, *args: object, query: str = "", slug: str = SLUG, **fields: Any) -> Self:
        return self._seen(self.client.post(reverse(page, args=[slug, *args]) + query, fields))

    def fields(self) -> dict[str, str]:
        """The hidden fields and texts of the page's forms, as a person would send them back untouched."""
        inputs = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', self.page)
        selects = re.findall(r'<select name="([^"]+)".*?<option value="([^"]*)" selected', self.page, re.DOTALL)
        texts = re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', self.page, re.DOTALL)
        return {name: html.unescape(value) for name, value in (*inputs, *selects, *texts)}

    @property
    def text(self) -> str:
        """What a person reads: no tags, entities resolved, white space in order."""
        main = self.page.partition("<main")[2]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())

    def shows(self, *words: str) -> bool:
        return all(" ".join(part.split()) in self.text for part in words)

    def _seen(self, response: Any) -> Self:
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        content = b"".join(response.streaming_content) if response.streaming else response.content
        self.page = content.decode()
        self.response = response
        assert MISSING not in self.page, self.page[self.page.index(MISSING) - 200 :][:300]
        return self


def id_in(location: str) -> UUID:
    """The id at the end of an address."""
    return UUID(re.findall(r"[0-9a-f-]{36}", location)[-1])
