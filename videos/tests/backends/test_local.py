"""Real files made by the real ffmpeg."""

from pathlib import Path
from typing import Any

import av
import pytest
from av.video.frame import PictureType
from PIL import Image, ImageChops

from videos.backends import local
from videos.backends.base import Probe, Rendered
from videos.backends.local import LocalBackend
from videos.errors import ProcessingFailed

PIXELS = 4096 * 2304
ALL = ("watermarked_1080", "poster", "poster_small", "preview", "mp4_720")


def render(path: Path, folder: Path, kinds: tuple[str, ...] = ALL) -> tuple[Probe, dict[str, Rendered], list[int]]:
    backend, told = LocalBackend(), list[int]()
    probe = backend.probe(path, max_pixels=PIXELS)
    made = backend.render(path, probe, kinds, folder, watermark="Review copy · Alice", progress=told.append)
    return probe, {file.kind: file for file in made}, told


def opened(file: Rendered) -> dict[str, Any]:
    with av.open(str(file.path)) as container:
        video = container.streams.video[0]
        frames = list(container.decode(video))
        return {
            "size": (frames[0].width, frames[0].height),
            "codec": video.codec_context.name,
            "frames": frames,
            "audio": [stream.codec_context.name for stream in container.streams.audio],
            "metadata": container.metadata,
        }


def test_it_makes_every_kind(clips: Path, tmp_path: Path) -> None:
    _probe, made, told = render(clips / "landscape.mp4", tmp_path)
    assert list(made) == list(ALL)
    assert told == sorted(told)
    assert told[-1] == 100
    for file in made.values():
        assert file.size == file.path.stat().st_size > 0
    with Image.open(made["poster"].path) as poster:
        assert (poster.format, poster.size) == ("WEBP", (made["poster"].width, made["poster"].height))
    played = opened(made["mp4_720"])
    assert (played["codec"], played["audio"], len(played["frames"])) == ("h264", ["aac"], 60)
    preview = opened(made["preview"])
    assert preview["audio"] == []
    assert preview["size"] == (made["preview"].width, made["preview"].height) == (320, 180)


def test_what_is_played_starts_before_it_is_loaded(clips: Path, tmp_path: Path) -> None:
    _probe, made, _told = render(clips / "landscape.mp4", tmp_path, ("mp4_720",))
    data = made["mp4_720"].path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_it_turns_what_was_filmed_on_its_side(clips: Path, tmp_path: Path) -> None:
    _probe, made, _told = render(clips / "turned.mov", tmp_path, ("mp4_720", "poster"))
    assert opened(made["mp4_720"])["size"] == (180, 320)
    assert (made["poster"].width, made["poster"].height) == (180, 320)


@pytest.mark.parametrize("name", ["small.webm", "recorded.webm", "small.mkv", "prores.mov", "anamorphic.mp4"])
def test_it_plays_what_we_take(clips: Path, tmp_path: Path, name: str) -> None:
    probe, made, _told = render(clips / name, tmp_path, ("poster", "preview", "mp4_720"))
    found = opened(made["mp4_720"])
    assert found["size"] == (probe.width, probe.height)
    assert abs(len(found["frames"]) - 30) <= 1


def test_the_review_copy_is_watermarked_all_over_and_steppable(clips: Path, tmp_path: Path) -> None:
    _probe, made, _told = render(clips / "landscape.mp4", tmp_path, ("watermarked_1080", "mp4_720"))
    marked, clean = opened(made["watermarked_1080"]), opened(made["mp4_720"])
    assert len(marked["frames"]) == 60
    kinds = [PictureType(frame.pict_type) for frame in marked["frames"]]
    assert PictureType.B not in kinds
    assert all(PictureType.I in kinds[start : start + 15] for start in range(0, 60, 15))
    changed = ImageChops.difference(*(found["frames"][30].to_image().convert("L") for found in (marked, clean)))
    for row in range(3):
        for column in range(4):
            tile = changed.crop((column * 80, row * 60, (column + 1) * 80, (row + 1) * 60)).tobytes()
            assert sum(value > 24 for value in tile) > 40, f"no watermark at row {row}, column {column}"


def test_a_review_copys_poster_carries_the_watermark(clips: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    _probe, marked, _told = render(clips / "landscape.mp4", tmp_path / "a", ("watermarked_1080", "poster"))
    _probe, plain, _told = render(clips / "landscape.mp4", tmp_path / "b", ("poster",))
    with Image.open(marked["poster"].path) as ours, Image.open(plain["poster"].path) as theirs:
        pairs = zip(ours.convert("L").tobytes(), theirs.convert("L").tobytes(), strict=True)
        assert sum(abs(a - b) > 24 for a, b in pairs) > 500


def test_the_watermarks_text_is_text_and_never_a_filter(clips: Path, tmp_path: Path) -> None:
    backend = LocalBackend()
    probe = backend.probe(clips / "small.mkv", max_pixels=PIXELS)
    text = "%{pts}:x=0',drawbox=c=red[out];movie=/etc/passwd\\n%n ' \" ; \\"
    made = backend.render(
        clips / "small.mkv", probe, ["watermarked_1080"], tmp_path, watermark=text, progress=lambda percent: None
    )
    assert opened(made[0])["size"] == (320, 180)


def test_no_metadata_goes_out(clips: Path, tmp_path: Path) -> None:
    from videos.tests.conftest import ffmpeg

    tagged = tmp_path / "tagged.mp4"
    ffmpeg("-i", clips / "landscape.mp4", "-c", "copy", "-metadata", "location=+52.5200+013.4050/", tagged)
    _probe, made, _told = render(tagged, tmp_path, ("mp4_720", "preview"))
    for file in made.values():
        assert b"+52.52" not in file.path.read_bytes()


def test_a_failure_is_a_sentence_with_a_log_for_staff(clips: Path, tmp_path: Path) -> None:
    backend = LocalBackend()
    probe = backend.probe(clips / "landscape.mp4", max_pixels=PIXELS)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(bytes(5000))
    with pytest.raises(ProcessingFailed, match="stopped the processing") as failed:
        backend.render(broken, probe, ["mp4_720"], tmp_path, watermark="", progress=lambda percent: None)
    assert "broken.mp4" in failed.value.log


def test_one_that_takes_too_long_is_stopped(clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "BUDGET_LEAST", 0.05)
    monkeypatch.setattr(local, "BUDGET_PER_GIGAPIXEL", 0)
    with pytest.raises(ProcessingFailed, match="took longer"):
        render(clips / "landscape.mp4", tmp_path, ("mp4_720",))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="9" height="9"/></svg>'),
        ("playlist", b"#EXTM3U\n#EXTINF:10,\nlandscape.mp4\n#EXT-X-ENDLIST\n"),
        ("concat", b"ffconcat version 1.0\nfile landscape.mp4\n"),
    ],
)
def test_ffmpeg_itself_opens_nothing_else(clips: Path, tmp_path: Path, name: str, content: bytes) -> None:
    """Were the probe ever fooled, the transcode would still refuse."""
    backend = LocalBackend()
    probe = backend.probe(clips / "landscape.mp4", max_pixels=PIXELS)
    fake = tmp_path / f"{name}.mp4"
    fake.write_bytes(content)
    (tmp_path / "landscape.mp4").write_bytes((clips / "landscape.mp4").read_bytes())
    with pytest.raises(ProcessingFailed):
        backend.render(fake, probe, ["mp4_720"], tmp_path, watermark="", progress=lambda percent: None)
