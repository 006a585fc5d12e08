"""`manage.py load_demo`: the demo workspace with its people, once; used by `make run`, never by a deployment."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from claims.management.demo_articles import load
from claims.models import Article, Workspace
from claims.services import imports, tokens, workspaces
from claims.services.articles import Capture
from claims.vocabulary import CaptureMethod, Role, TokenScope

SLUG = "demo"
PEOPLE = {"alice": Role.ANNOTATOR, "bob": Role.REVIEWER, "admin": Role.ADMIN}


class Command(BaseCommand):
    help = "Makes the demo workspace where there is none, and applies the demo's credentials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", required=True, help="of alice, bob and admin")
        parser.add_argument("--token", required=True, help="an API key of admin, with scope write")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            people = {name: _person(name, options["password"]) for name in PEOPLE}
            workspace = Workspace.objects.filter(slug=SLUG).first()
            if workspace is None:
                workspace = workspaces.make(SLUG, name="Demo")
                for name, role in PEOPLE.items():
                    workspaces.add_member(workspace, people[name], role)
            if not Article.objects.filter(workspace=workspace).exists():
                capture = Capture(CaptureMethod.IMPORT, captured_from="demo")
                imports.import_batch(workspace, load(), capture=capture, by=people["alice"])
            tokens.issue(people["admin"], scope=TokenScope.WRITE, key=options["token"])


def _person(name: str, password: str) -> User:
    """The user with this password; a password that fits already is left, so that nobody is logged out by a restart."""
    user, _ = User.objects.get_or_create(username=name)
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user
