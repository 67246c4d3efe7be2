"""Films on their way up: several at once, a connection that drops, a change of mind, no script at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from reelbyte.testing.processes import wait_until
from videos.models import Video
from videos.tests.conftest import H264, PICTURE, SOUND, ffmpeg


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    ffmpeg(*PICTURE, *SOUND, "-t", "2", *H264, "-c:a", "aac", folder / "sea.mp4")
    ffmpeg(*PICTURE, "-t", "1", *H264, folder / "sand.mkv")
    # Noise does not compress: several parts in a second of film.
    noise = ("-f", "lavfi", "-i", "color=gray:s=640x360:r=30,noise=alls=90:allf=t")
    ffmpeg(*noise, "-t", "4", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", folder / "storm.mp4")
    (folder / "drawing.mp4").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    return folder


def field(page: Page) -> Any:
    """The first one is open while there is nothing to see."""
    return page.locator("[data-upload-field][data-purpose=portfolio]")


def test_several_films_arrive_together_and_are_prepared(open_page: Callable[..., Any], alice: Any, films: Path) -> None:
    visit = open_page()
    visit.sign_in(alice)
    held: list[Route] = []
    visit.page.route("**/js/uploader*.js", lambda route: held.append(route))
    with visit.page.expect_request("**/js/uploader*.js"):
        page = visit.go("/videos/")
    uploads = field(page)
    uploads.locator("[data-upload-input]").set_input_files([films / "sea.mp4", films / "sand.mkv"])
    held[0].continue_()  # the script comes late, and takes what was chosen before
    rows = uploads.locator("li.upload")
    expect(rows).to_have_count(2)
    for row in (rows.nth(0), rows.nth(1)):
        expect(row).to_have_attribute("data-state", "ready", timeout=90_000)
        expect(row.locator("input[name=video]")).to_have_count(1)
    assert visit.axe() == []
    page.reload()
    assert {video.status for video in Video.objects.filter(owner=alice)} == {"ready"}
    page.get_by_role("link", name="sea.mp4").click()
    expect(page.locator("video")).to_have_count(1)
    play = "async (film) => { film.muted = true; await film.play(); return film.duration }"
    assert page.locator("video").evaluate(play) == pytest.approx(2, abs=0.1)
    assert visit.axe() == []


def test_a_dropped_connection_goes_on_where_it_stopped(open_page: Callable[..., Any], alice: Any, films: Path) -> None:
    assert (films / "storm.mp4").stat().st_size > 6 * 1024**2, "more than one part"
    visit = open_page()
    visit.sign_in(alice)
    page = visit.go("/videos/")
    sent: list[int] = []

    def second_part_drops(route: Route) -> None:
        offset = route.request.headers.get("upload-offset")
        if offset is not None:
            sent.append(int(offset))
            if len(sent) == 2:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/videos/uploads/**", second_part_drops)
    uploads = field(page)
    uploads.locator("[data-upload-input]").set_input_files(films / "storm.mp4")
    row = uploads.locator("li.upload")
    expect(row).to_have_attribute("data-state", "ready", timeout=120_000)
    assert sent[1] == sent[2] == 5 * 1024**2, "nothing was sent again from the start"
    visit.complaints = [said for said in visit.complaints if "ERR_CONNECTION_RESET" not in said]


def test_a_wrong_file_is_refused_in_words_and_one_can_change_ones_mind(
    open_page: Callable[..., Any], alice: Any, films: Path
) -> None:
    visit = open_page(viewport={"width": 390, "height": 844}, theme="light")
    visit.sign_in(alice)
    page = visit.go("/videos/")
    uploads = field(page)
    uploads.locator("[data-upload-input]").set_input_files(films / "drawing.mp4")
    row = uploads.locator("li.upload")
    expect(row).to_have_attribute("data-state", "failed")
    expect(row.locator("[data-upload-state]")).to_contain_text("not a video we can read")
    assert visit.axe() == []
    row.get_by_role("button", name="Cancel").click()
    expect(row).to_have_count(0)
    wait_until(lambda: not Video.objects.exists(), "the refused upload to be forgotten")


def test_without_script_a_form_sends_it(open_page: Callable[..., Any], alice: Any, films: Path) -> None:
    visit = open_page(javascript=False)
    visit.sign_in(alice)
    page = visit.go("/videos/")
    uploads = field(page)
    uploads.locator("[data-upload-input]").set_input_files(films / "sand.mkv")
    page.get_by_role("button", name="Upload", exact=True).first.click()
    expect(page.get_by_role("link", name="sand.mkv")).to_be_visible()
    assert Video.objects.get().original_name == "sand.mkv"
