"""`manage.py create_workspace SLUG --admin USER`: the first step of a deployment after `createsuperuser`."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from claims.errors import ClaimsError
from claims.services import workspaces
from claims.vocabulary import Role


class Command(BaseCommand):
    help = "Makes a workspace and gives a user the role of its admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="its part of the addresses, like newsroom")
        parser.add_argument("--name", default="", help="what the pages call it")
        parser.add_argument("--admin", required=True, metavar="USER", help="user name of its first admin")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["admin"]).first()
        if user is None:
            raise CommandError(f"There is no user “{options['admin']}”; make one with manage.py createsuperuser.")
        try:
            with transaction.atomic():
                made = workspaces.make(options["slug"], name=options["name"], by=user)
                workspaces.add_member(made, user, Role.ADMIN, by=user)
        except ClaimsError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Made the workspace {made.slug}; {user.get_username()} is its admin.")
