"""The embedded Valkey: broker, cache and channel layer, all of it allowed to be lost, so nothing is saved."""

import socket
from pathlib import Path

from reelbyte.engines.process import Account, Server

# Room for a database per test worker.
_DATABASES = 64


def answers(path: Path) -> bool:
    """Whether a Valkey replies on the Unix socket at `path`. Speaks the protocol itself: no client to import."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def server(program: Path, path: Path, folder: Path, log: Path, account: Account | None) -> Server:
    """Describe a Valkey that listens on the Unix socket at `path` only; not started yet."""
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "databases": str(_DATABASES),
        "save": "",
        "appendonly": "no",
        "loglevel": "warning",
    }
    argv = [str(program), *(part for key, value in options.items() for part in (f"--{key}", value))]
    return Server("Valkey", argv, folder, log, account, lambda: answers(path))
