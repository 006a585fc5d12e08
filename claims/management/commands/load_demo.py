"""`manage.py load_demo`: the demo workspace with its people, once; used by `make run`, never by a deployment."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from claims.management.demo_articles import load
from claims.models import Article, Workspace
from claims.services import demo, imports, workspaces
from claims.services.article_rows import Capture
from claims.tasks import start_with_new_articles
from claims.vocabulary import CaptureMethod, Role

SLUG = "demo"
PEOPLE = {"alice": Role.ANNOTATOR, "bob": Role.REVIEWER, "admin": Role.ADMIN}


class Command(BaseCommand):
    help = "Makes the demo workspace where there is none, and applies the demo's credentials."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", required=True, help="of alice, bob and admin")
        parser.add_argument("--token", required=True, help="an API key of admin, with scope write")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            people = _people(options["password"])
            workspace = Workspace.objects.filter(slug=SLUG).first()
            if workspace is None:
                workspace = workspaces.make(SLUG, name="Demo")
                for name, role in PEOPLE.items():
                    workspaces.add_member(workspace, people[name], role)
            if not Article.objects.filter(workspace=workspace).exists():
                capture = Capture(CaptureMethod.IMPORT, captured_from="demo")
                imports.import_batch(workspace, load(), capture=capture, by=people["alice"])
                start_with_new_articles(workspace, by=people["alice"])
            demo.set_token(workspace, options["token"], holder=people["admin"])


def _people(password: str) -> dict[str, User]:
    """The users with this password. They share one hash, so that a start computes it once; one that fits stays."""
    people = {
        name: User.objects.get_or_create(username=name, defaults={"is_superuser": role is Role.ADMIN})[0]
        for name, role in PEOPLE.items()
    }
    hashes = {user.password for user in people.values()}
    if len(hashes) == 1 and check_password(password, hashes.pop()):
        return people
    encoded = make_password(password)
    for user in people.values():
        user.password = encoded
        user.save(update_fields=["password"])
    return people
