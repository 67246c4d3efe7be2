#!/usr/bin/env python
"""Django's command line, with the embedded engines running around commands that need a database."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import Env

from reelbyte.engines import EngineError, Home

# A build runs these, for production and without a database.
BUILD = {"collectstatic", "compilemessages", "makemessages"}
# These never ask the database, or (demo) start the engines themselves.
WITHOUT_ENGINES = {"demo", "diffsettings", "findstatic", "help", "startapp", "version"}


def engines(argv: list[str]) -> AbstractContextManager[object]:
    """Return what to run a command in: the checkout's own engines, unless it needs none or they already run.

    Raises EngineError if they cannot be started.
    """
    root = Path(__file__).resolve().parent
    env = Env()
    env.read_env(root / ".env", recurse=False)
    if argv[:1] == ["demo"]:
        os.environ.setdefault("DEMO", "1")  # on whatever engines
    if argv[:1] and argv[0] in BUILD or env.str("DATABASE_URL", "") and env.str("REDIS_URL", ""):
        return nullcontext()
    # Nobody serves the public from embedded engines: what uses them is no production and needs no secrets.
    os.environ.setdefault("DEMO", "1")
    if not argv or argv[0] in WITHOUT_ENGINES or argv[0].startswith("-") or {"-h", "--help"} & set(argv):
        return nullcontext()
    home = Home.for_checkout(root, env.str("REELBYTE_HOME", "dev"))
    return nullcontext() if home.is_running() else home.start()


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reelbyte.settings")
    try:
        with engines(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (EngineError, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
