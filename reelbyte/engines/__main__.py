"""`python -m reelbyte.engines reset [name]`: remove a home's databases and uploads, to start over."""

import sys
from pathlib import Path

from reelbyte.engines import EngineError, Home


def main(arguments: list[str]) -> str | None:
    """Carry out the command; return what went wrong, if anything did."""
    match arguments:
        case ["reset", *names] if len(names) <= 1:
            home = Home.for_checkout(Path(__file__).resolve().parents[2], *names)
        case _:
            return __doc__
    try:
        home.destroy()
    except EngineError as error:
        return str(error)
    print(f"Removed {home.path}.")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
