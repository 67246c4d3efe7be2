"""The engines from a shell.

python -m reelbyte.engines reset                  remove all databases and uploads of this checkout, its tests' too
python -m reelbyte.engines run name command ...   run a command with the URLs of a home's engines in its environment
"""

import os
import subprocess
import sys
from pathlib import Path

from reelbyte.engines import EngineError, EnginesBusy, Home

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int | str | None:
    """Carry out the command; return its exit code, or what went wrong."""
    try:
        match arguments:
            case ["reset"]:
                return reset(Home.all_of(ROOT))
            case ["run", name, *command] if command:
                return run(Home.for_checkout(ROOT, name), command)
    except EngineError as error:
        return str(error)
    return __doc__


def reset(homes: list[Home]) -> str | None:
    """Remove everything that is kept in these homes; return what to say of those that are in use and stay."""
    in_use = []
    for home in homes:
        try:
            home.destroy()
        except EnginesBusy as busy:
            in_use.append(str(busy))
        else:
            print(f"Removed {home.path}.")
    if not homes:
        print("There is nothing to remove.")
    return "\n".join(in_use) or None


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
