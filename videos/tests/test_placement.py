"""One file under two names, and what happens to the one when the other goes."""

from pathlib import Path

from django.core.files.storage import storages

from videos import originals, placement


def written(path: Path, words: bytes) -> Path:
    path.write_bytes(words)
    return path


def idle() -> None:
    """Nobody waits."""


def test_two_names_lie_on_the_disk_once_and_go_their_own_ways(tmp_path: Path) -> None:
    name, storage = originals.STORAGE, storages[originals.STORAGE]
    placement.place(name, "one/film.mp4", written(tmp_path / "a", b"first"), beat=idle)
    assert placement.place_again(name, "two/film.mp4", (name, "one/film.mp4"))
    one, two = Path(storage.path("one/film.mp4")), Path(storage.path("two/film.mp4"))
    assert one.samefile(two)
    placement.place(name, "one/film.mp4", written(tmp_path / "b", b"second"), beat=idle)
    assert (one.read_bytes(), two.read_bytes()) == (b"second", b"first")
    placement.remove(name, "one/film.mp4")
    assert two.read_bytes() == b"first"
    assert not placement.place_again(name, "three/film.mp4", (name, "one/film.mp4"))
    assert not storage.exists("three/film.mp4")
    placement.remove(name, "two/film.mp4")
