"""`make demo`: the whole site on this machine, with demo data, until Ctrl-C."""

import os
import signal
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from reelbyte import supervisor
from reelbyte.engines import EngineError, Engines
from reelbyte.engines.process import Server


class Command(BaseCommand):
    """Start the engines, bring the database up to date, fill it once, and keep web and workers running."""

    help = "Run the whole site with demo data: PostgreSQL, Valkey, web, live, workers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port; without one the first free from 8000 is used."""
        parser.add_argument("--port", type=int, help="listen here (default: the first free port from 8000)")

    def handle(self, *, port: int | None, **options: Any) -> None:
        """Run until Ctrl-C or SIGTERM; raise CommandError with one sentence if that is not possible."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        try:
            port = supervisor.free_port(port)
            with self._engines() as engines:
                self._run(port, [server for server in (engines.postgres, engines.valkey) if server] if engines else [])
        except (EngineError, supervisor.PortTaken) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def _engines(self) -> AbstractContextManager[Engines | None]:
        if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
            return nullcontext()
        return settings.HOME.start()

    def _run(self, port: int, engines: list[Server]) -> None:
        url = f"http://localhost:{port}"
        # The programs read it from their environment, and what runs in this process from the settings.
        os.environ["SITE_URL"] = settings.SITE_URL = url
        folder = settings.HOME.path
        folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, new=True)
        call_command("demo_data", if_empty=True, stdout=self.stdout)
        connections.close_all()
        programs: list[Server] = [supervisor.web(port, {}, folder), *supervisor.background({}, folder)]
        try:
            for program in programs:
                program.start()
                if program is programs[0]:
                    self.stdout.write(f"\nReelByte runs on {url}\nCtrl-C stops it. Logs are in {folder}\n")
                    self.stdout.flush()
            supervisor.watch([*engines, *programs], lambda sentence: self.stderr.write(sentence))
        finally:
            # A second Ctrl-C must not leave half of it running; stopping has its own time limit.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            supervisor.stop(programs)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
