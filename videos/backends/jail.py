"""Run by path in a bare interpreter: gives up what the program needs not, then becomes it.

    python -I -S jail.py LIMITS PROGRAM ARGUMENT...

LIMITS is JSON: cpu (seconds), fsize and memory (bytes), files, parent (pid), pass_env. Nothing of the project is
imported here, so that no setting and no secret is in this process; doing it here and not between fork and exec keeps
it safe in a threaded parent.
"""

import ctypes
import json
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38


def main() -> None:
    limits, program = json.loads(sys.argv[1]), sys.argv[2:]
    libc = ctypes.CDLL(None, use_errno=True)
    # A worker that is killed takes the program with it.
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != limits["parent"]:
        os._exit(1)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _leave_the_network()
    for name, value in (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_FSIZE, limits["fsize"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (most, most))
    os.nice(10)
    os.umask(0o077)
    os.execve(program[0], program, {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"})  # noqa: S606


def _leave_the_network() -> None:
    """An empty network namespace, where the kernel lets us; the protocol whitelist holds where it does not."""
    unshare = getattr(os, "unshare", None)
    if unshare is None:
        return
    for flags in (os.CLONE_NEWNET, os.CLONE_NEWUSER | os.CLONE_NEWNET):
        try:
            unshare(flags)
            return
        except OSError:
            continue


main()
