"""Embedded PostgreSQL and Valkey, for development, the demo and the tests.

The same servers as in production, started from wheels, so that nobody installs one and there is one set of
behaviour to know. Used only where DATABASE_URL and REDIS_URL are not set. Imports no Django: settings.py asks
`Home.for_checkout` where the servers will be before Django is configured.
"""

from reelbyte.engines.errors import EngineError, EnginesBusy
from reelbyte.engines.home import Engines, Home

__all__ = ["EngineError", "Engines", "EnginesBusy", "Home"]
