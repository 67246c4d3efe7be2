"""`migrate`, run as the role that owns the tables: the application's own role may not change them."""

from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection
from psycopg.conninfo import conninfo_to_dict


class Command(MigrateCommand):
    """Django's command, with the default connection borrowed for DATABASE_OWNER_URL while it runs."""

    def handle(self, *args: Any, **options: Any) -> None:
        owner = conninfo_to_dict(settings.DATABASE_OWNER_URL)
        theirs = {"USER": owner.get("user", ""), "PASSWORD": owner.get("password", "")}
        ours = {key: connection.settings_dict[key] for key in theirs}
        pool = connection.settings_dict["OPTIONS"].pop("pool", None)
        connection.close()
        connection.settings_dict.update(theirs)
        try:
            super().handle(*args, **options)
        finally:
            connection.close()
            connection.settings_dict.update(ours)
            if pool is not None:
                connection.settings_dict["OPTIONS"]["pool"] = pool
