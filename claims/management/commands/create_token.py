"""`manage.py create_token --user NAME`: a key for programs, printed once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from claims.models import Membership
from claims.services import tokens
from claims.vocabulary import TokenScope


class Command(BaseCommand):
    help = "Makes an API token and prints it once; only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", required=True, metavar="NAME", help="for whom the token speaks")
        parser.add_argument("--workspace", metavar="SLUG", help="open this workspace only; else all of the user's")
        parser.add_argument("--scope", choices=TokenScope.values(), default=TokenScope.READ.value)

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user “{options['user']}”.")
        workspace = None
        if options["workspace"]:
            member = Membership.objects.filter(user=user, workspace__slug=options["workspace"])
            found = member.select_related("workspace").first()
            if found is None:
                raise CommandError(f"{user.get_username()} is in no workspace “{options['workspace']}”.")
            workspace = found.workspace
        _, key = tokens.issue(user, scope=TokenScope(options["scope"]), workspace=workspace)
        self.stdout.write(key)
