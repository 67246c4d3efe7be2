"""`manage.py demo_data`: a marketplace that looks alive, made through the product's own actions."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from discovery.demo.catalogue import (
    CLIENT_EMAIL,
    CREATOR_EMAIL,
    MODERATOR_EMAIL,
    MODERATOR_TOTP_SECRET,
    PASSWORD,
)
from discovery.demo.load import Demo
from reelbyte import clock

LOGINS = f"""
Demo logins, all with the password {PASSWORD}
  creator    {CREATOR_EMAIL}
  client     {CLIENT_EMAIL}
  moderator  {MODERATOR_EMAIL}   TOTP secret {MODERATOR_TOTP_SECRET}
"""


class Command(BaseCommand):
    """Load the demo once and print its logins."""

    help = "Fill an empty database with demo data, and print the demo logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--if-empty` makes a second run harmless."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing when people are there already")

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        """Load, unless somebody is there: this is no way to add to a living database."""
        if User.objects.filter(email=CREATOR_EMAIL).exists():
            if not if_empty:
                raise CommandError("The demo data is loaded already.")
        elif User.objects.exists():
            if not if_empty:
                raise CommandError("This database has people in it; demo data goes into an empty one.")
            return
        else:
            self.stdout.write("Loading the demo data ...")
            Demo(clock.now()).load()
        self.stdout.write(LOGINS)
