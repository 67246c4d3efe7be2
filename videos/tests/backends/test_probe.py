"""What is found in a file, and what is refused, judged by content and never by name."""

from pathlib import Path

import pytest

from videos.backends.base import Probe
from videos.backends.probe import probe_file
from videos.errors import Unacceptable

PIXELS = 4096 * 2304


def probe(path: Path, tmp_path: Path, max_pixels: int = PIXELS) -> Probe:
    return probe_file(path, tmp_path, max_pixels=max_pixels, beat=lambda: None)


def test_it_measures_a_clip(clips: Path, tmp_path: Path) -> None:
    found = probe(clips / "landscape.mp4", tmp_path)
    assert (found.container, found.codec, found.width, found.height) == ("mp4", "h264", 320, 180)
    assert (found.fps_num, found.fps_den, found.frames, found.duration_ms) == (30, 1, 60, 2000)
    assert found.has_audio
    assert found.rotation == 0


def test_it_measures_what_is_shown_not_what_is_stored(clips: Path, tmp_path: Path) -> None:
    turned = probe(clips / "turned.mov", tmp_path)
    assert (turned.width, turned.height, turned.container) == (180, 320, "mov")
    assert turned.rotation in (90, 270)
    wide = probe(clips / "anamorphic.mp4", tmp_path)
    assert (wide.width, wide.height) == (640, 180)


@pytest.mark.parametrize(
    ("name", "container", "codec"),
    [("small.webm", "webm", "vp8"), ("small.mkv", "matroska", "h264"), ("prores.mov", "mov", "prores")],
)
def test_it_knows_the_containers_we_take(clips: Path, tmp_path: Path, name: str, container: str, codec: str) -> None:
    found = probe(clips / name, tmp_path)
    assert (found.container, found.codec, found.has_audio) == (container, codec, False)
    assert found.frames == 30
    assert abs(found.duration_ms - 1000) <= 40


def test_it_keeps_the_frame_rate_as_a_fraction(clips: Path, tmp_path: Path) -> None:
    found = probe(clips / "ntsc.mp4", tmp_path)
    assert (found.fps_num, found.fps_den) == (30000, 1001)


def test_it_counts_what_a_browsers_recording_does_not_say(clips: Path, tmp_path: Path) -> None:
    found = probe(clips / "recorded.webm", tmp_path)
    assert found.frames == 30
    assert abs(found.duration_ms - 1000) <= 40


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
        ("playlist", b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
        ("concat", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        ("page", b"<!doctype html><script>alert(1)</script>"),
        ("subtitles", b"1\n00:00:00,000 --> 00:00:01,000\nhi\n"),
        ("image", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("picture sound", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200)),
        ("zeros", bytes(10_000)),
        ("box", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x08mdat"),
        ("matroska head", b"\x1a\x45\xdf\xa3" + bytes(500)),
        ("nothing", b""),
    ],
)
def test_it_refuses_what_is_no_video_whatever_it_is_called(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / f"{name}.mp4"
    path.write_bytes(content)
    with pytest.raises(Unacceptable, match="not a video we can read|no picture"):
        probe(path, tmp_path)


def test_a_playlist_behind_an_mp4s_first_box_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "polyglot.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom#EXTM3U\nfile:///etc/passwd\n")
    with pytest.raises(Unacceptable):
        probe(path, tmp_path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("sound.mp4", "only sound"), ("still.mp4", "still picture"), ("ffv1.mkv", "cannot play ffv1")],
)
def test_it_says_in_a_sentence_why_not(clips: Path, tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(Unacceptable, match=sentence):
        probe(clips / name, tmp_path)


def test_a_picture_with_too_many_pixels_is_not_even_decoded(clips: Path, tmp_path: Path) -> None:
    with pytest.raises(Unacceptable, match="more pixels"):
        probe(clips / "landscape.mp4", tmp_path, max_pixels=1000)


def test_a_file_cut_off_in_the_middle_is_refused(clips: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes((clips / "landscape.mp4").read_bytes()[:2000])
    with pytest.raises(Unacceptable):
        probe(path, tmp_path)


def test_a_name_cannot_be_an_option_or_an_address(clips: Path, tmp_path: Path) -> None:
    path = tmp_path / "http:--x"
    path.write_bytes((clips / "landscape.mp4").read_bytes())
    assert probe(path, tmp_path).frames == 60
