"""`migrate`, run as the role that owns the tables: the application's own role may not change them."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from reelbyte.mirror_tables import make_mirror_tables


class Command(MigrateCommand):
    """Django's command, with the default connection borrowed for DATABASE_OWNER_URL while it runs."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's, and `--new` for a database that was just made."""
        super().add_arguments(parser)
        parser.add_argument("--new", action="store_true", help="make dj-stripe's tables at once, if it has none yet")

    def handle(self, *args: Any, new: bool = False, **options: Any) -> None:
        owner = conninfo_to_dict(settings.DATABASE_OWNER_URL)
        theirs = {"USER": owner.get("user", ""), "PASSWORD": owner.get("password", "")}
        ours = {key: connection.settings_dict[key] for key in theirs}
        pool = connection.settings_dict["OPTIONS"].pop("pool", None)
        connection.close()
        connection.settings_dict.update(theirs)
        try:
            if new:
                make_mirror_tables()
            super().handle(*args, **options)
        finally:
            connection.close()
            connection.settings_dict.update(ours)
            if pool is not None:
                connection.settings_dict["OPTIONS"]["pool"] = pool
