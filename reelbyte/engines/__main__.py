"""The engines from a shell.

python -m reelbyte.engines reset [name]           remove a home's databases and uploads, to start over
python -m reelbyte.engines run name command ...   run a command with the URLs of a home's engines in its environment
"""

import os
import subprocess
import sys
from pathlib import Path

from reelbyte.engines import EngineError, Home

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int | str | None:
    """Carry out the command; return its exit code, or what went wrong."""
    try:
        match arguments:
            case ["reset", *names] if len(names) <= 1:
                reset(Home.for_checkout(ROOT, *names))
                return None
            case ["run", name, *command] if command:
                return run(Home.for_checkout(ROOT, name), command)
    except EngineError as error:
        return str(error)
    return __doc__


def reset(home: Home) -> None:
    """Remove everything that is kept in a home."""
    home.destroy()
    print(f"Removed {home.path}.")


def run(home: Home, command: list[str]) -> int:
    """Run a command while the engines of `home` run; return its exit code."""
    urls = {
        "DATABASE_URL": home.database_url,
        "DATABASE_OWNER_URL": home.owner_url,
        "REDIS_URL": home.redis_url,
    }
    with home.start():
        return subprocess.run(command, env=os.environ | urls, check=False).returncode  # noqa: S603  the caller's own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
