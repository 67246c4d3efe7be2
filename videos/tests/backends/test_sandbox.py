"""A program in the sandbox: limited, stopped in time, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelbyte.testing.processes import wait_until
from videos.backends import sandbox

BUDGET = sandbox.Budget(seconds=30, cpu_seconds=10, file_bytes=1_000_000)


def run(code: str, folder: Path, budget: sandbox.Budget = BUDGET, **options: object) -> str:
    return sandbox.run([sys.executable, "-I", "-c", code], folder, budget, **options)  # type: ignore[arg-type]


def test_it_returns_what_was_printed_and_tells_each_line(tmp_path: Path) -> None:
    lines: list[str] = []
    assert run("print('one'); print('two')", tmp_path, on_line=lines.append) == "one\ntwo\n"
    assert lines == ["one", "two"]


def test_a_failure_brings_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(sandbox.Stopped) as stopped:
        run("import sys; sys.exit('no such codec')", tmp_path)
    assert (stopped.value.log, stopped.value.in_time) == ("no such codec", True)


def test_it_is_stopped_when_its_time_is_over_and_its_children_too(tmp_path: Path) -> None:
    code = "import os, time; pid = os.fork() or os.getpid(); open(str(os.getpid()), 'w').close(); time.sleep(60)"
    with pytest.raises(sandbox.Stopped) as stopped:
        run(code, tmp_path, sandbox.Budget(seconds=1.5, cpu_seconds=10, file_bytes=1000))
    assert not stopped.value.in_time
    left = [int(path.name) for path in tmp_path.iterdir() if path.name.isdigit()]
    assert len(left) == 2
    wait_until(lambda: not any(alive(pid) for pid in left), "both to be gone", timeout=5)


def test_it_may_not_write_more_than_its_budget(tmp_path: Path) -> None:
    with pytest.raises(sandbox.Stopped):
        run("open('big', 'wb').write(bytes(2_000_000))", tmp_path)
    assert (tmp_path / "big").stat().st_size <= 1_000_000


def test_it_may_not_take_more_memory_than_it_is_given(tmp_path: Path) -> None:
    with pytest.raises(sandbox.Stopped, match="MemoryError"):
        run("bytearray(5 * 1024**3)", tmp_path)


def test_it_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "must-not-be-seen")
    printed = run("import os; print(sorted(os.environ), os.nice(0) >= 10, os.getcwd())", tmp_path)
    assert "SECRET" not in printed
    assert "DATABASE" not in printed
    assert printed.endswith(f"True {tmp_path}\n")


def test_what_is_raised_while_it_runs_stops_it(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def beat() -> None:
        if (tmp_path / "pid").exists():
            raise Enough

    code = "import os, time; open('part', 'w').write(str(os.getpid())); os.rename('part', 'pid'); time.sleep(60)"
    with pytest.raises(Enough):
        run(code, tmp_path, beat=beat)
    assert not alive(int((tmp_path / "pid").read_text()))


def test_a_killed_parent_takes_it_along(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from videos.backends import sandbox\n"
        "b = sandbox.Budget(60, 10, 1000)\n"
        "sandbox.run([sys.executable, '-I', '-c', \"import os, time; open('part', 'w').write(str(os.getpid()));"
        " os.rename('part', 'pid'); time.sleep(60)\"], Path(sys.argv[1]), b)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])  # noqa: S603 - our own code
    try:
        wait_until((tmp_path / "pid").exists, "the program to start")
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    pid = int((tmp_path / "pid").read_text())
    wait_until(lambda: not alive(pid), "the program to be gone", timeout=5)


def test_it_has_no_network_where_the_kernel_lets_us(tmp_path: Path) -> None:
    code = "import os; print(os.readlink('/proc/self/ns/net'))"
    inside = run(code, tmp_path).strip()
    ours = os.readlink("/proc/self/ns/net")
    may = subprocess.run(  # noqa: S603 - asks the kernel, in a process of its own
        [sys.executable, "-c", "import os; os.unshare(os.CLONE_NEWNET)"], capture_output=True, check=False
    )
    assert (inside != ours) or may.returncode != 0


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_output_it_may_print_is_bounded(tmp_path: Path) -> None:
    started = time.monotonic()
    printed = run("import sys\nfor _ in range(64): sys.stdout.write('x' * 100_000)", tmp_path)
    assert len(printed) <= sandbox.ANSWER_LONGEST + 65536
    assert time.monotonic() - started < 20
