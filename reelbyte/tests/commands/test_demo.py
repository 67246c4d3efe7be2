"""`manage.py demo` as a person meets it: a process of its own, with engines of its own, stopped by a signal."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reelbyte import supervisor
from reelbyte.engines import Home

ROOT = Path(__file__).resolve().parents[3]
NAME = "demo-under-test"
# What the test run sets for itself and a person's shell does not have.
OURS = ("TESTING", "DEBUG", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "MEDIA_ROOT", "CACHE_PREFIX")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass
class Demo:
    home: Home
    port: int
    process: subprocess.Popen[bytes]
    output: Path


def processes_of(home: Home) -> dict[int, str]:
    """Return what runs for a home, by its environment or its command line: pid and command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            if not entry.name.isdigit():
                continue
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            environment = (entry / "environ").read_bytes().split(b"\0")
            if str(home.path) in command or f"REELBYTE_HOME={NAME}".encode() in environment:
                found[int(entry.name)] = command
        except OSError:
            continue
    return found


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", "demo", *arguments]


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in OURS} | {"REELBYTE_HOME": NAME}


def get(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"} | headers)
    return connection.getresponse()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = Home.for_checkout(ROOT, NAME)
    home.destroy()
    port = supervisor.free_port(None)
    output = tmp_path_factory.mktemp("demo") / "output"
    with output.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603
            command("--port", str(port)), cwd=ROOT, env=environment(), stdout=file, stderr=file, start_new_session=True
        )
    try:
        ready = wait_for(lambda: "Ctrl-C" in output.read_text() or process.poll() is not None, 300)
        assert ready, output.read_text()
        assert process.poll() is None, output.read_text()
        yield Demo(home, port, process, output)
    finally:
        process.kill()
        process.wait()
        wait_for(lambda: not processes_of(home), 30)
        home.destroy()


def test_it_tells_its_address_and_who_is_there_and_serves_pages(demo: Demo) -> None:
    output = demo.output.read_text()
    assert f"http://localhost:{demo.port}\n" in output
    assert all(role in output for role in ("creator", "client", "moderator", "TOTP secret"))
    assert get(demo.port, "/").status == 200
    assert get(demo.port, "/accounts/login/").status == 200


def test_one_port_answers_websockets_too_and_only_to_its_own_pages(demo: Demo) -> None:
    def handshake(origin: str) -> int:
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": origin}
        key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        return get(demo.port, "/ws/me/", **upgrade, **key).status

    assert handshake("http://elsewhere.example") == 403
    # Nobody is signed in, so the door may open or the consumer may refuse; a plain page would say 404 or 200.
    assert handshake(f"http://localhost:{demo.port}") in (101, 403)


def test_a_worker_that_dies_is_started_again_and_told(demo: Demo) -> None:
    def workers() -> set[int]:
        return {pid for pid, line in processes_of(demo.home).items() if "-Q default,money,mail" in line}

    assert wait_for(lambda: bool(workers()), 30)
    before = workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: bool(workers() - before), 30)
    assert "worker ended and is started again" in demo.output.read_text()


def test_a_port_that_is_taken_is_told_in_one_sentence(demo: Demo) -> None:
    refused = subprocess.run(  # noqa: S603
        command("--port", str(demo.port)), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr.strip().endswith(
        f"Port {demo.port} is already taken or not allowed: choose another with `make demo PORT=...`."
    )
    assert "Traceback" not in refused.stderr


def test_a_second_demo_of_one_checkout_is_refused_in_one_sentence(demo: Demo) -> None:
    refused = subprocess.run(  # noqa: S603
        command(), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert f"are already run by process {demo.process.pid}" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_sigterm_stops_everything_it_started(demo: Demo) -> None:
    """Last in this module: the demo is gone after it."""
    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(60) == 0
    assert wait_for(lambda: not processes_of(demo.home), 10), processes_of(demo.home)
    assert demo.output.read_text().endswith("Stopped.\n")
