"""How pages look, small: each at three widths in both themes on one sheet, compared with the sheet that was agreed on.

The agreed sheets are in `e2e/looks/`. `make looks` draws them anew: look at the difference before it is committed.
What another day would draw differently (moments, months) is left out, films stand at their poster.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

# Letters and shadows are drawn differently by every major version: only this one's pictures can be compared.
CHROMIUM = 156

AGREED = Path(__file__).parent / "looks"
SIZES = ((390, 844), (820, 1180), (1440, 900))
THEMES = ("dark", "light")
TALLEST = 1_800  # pixels of a page that are drawn
SCALE = 4  # pixels of a page to one of a sheet
BLOCK = 8  # pixels of a sheet, each way, that are judged together
SEEN = 14  # of 255: a block that is off by more looks different
ALLOWED = 0.008  # of a shot's blocks: a number that is another one, not a button that moved
GAP = 4

# A moment is as wide as it is written, so it keeps its place.
STILL = "time, .chart { visibility: hidden !important; }"
# A picture that is told to come in another size meanwhile gives up being decoded: then again.
LOADED = """async () => {
  for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
  await document.fonts.ready;
  for (const _frame of [1, 2]) await new Promise(requestAnimationFrame);
  for (let tries = 100; tries; tries--) {
    const decoded = await Promise.allSettled([...document.images].map((image) => image.decode()));
    if (decoded.every(({ status }) => status === "fulfilled")) break;
    await new Promise((wait) => setTimeout(wait, 100));
  }
}"""


def drawn(page: Page) -> Image.Image:
    """The sheet of a page: its shots from narrow to wide, first in the dark, then in the light."""
    shots = list(_shots(page))
    sheet = Image.new(
        "RGB", (sum(shot.width + GAP for shot in shots) - GAP, max(shot.height for shot in shots)), "#808080"
    )
    left = 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    return sheet


def packed(sheet: Image.Image) -> bytes:
    """As it is kept; what the packing loses is no difference when both have gone through it."""
    buffer = BytesIO()
    sheet.save(buffer, "webp", quality=60, method=6)
    return buffer.getvalue()


def unpacked(data: bytes) -> Image.Image:
    """A sheet that was kept."""
    with Image.open(BytesIO(data)) as sheet:
        return sheet.convert("RGB")


def difference(agreed: Image.Image, now: Image.Image) -> float:
    """The part of a sheet's blocks that look different, from 0 to 1, in the shot that differs most.

    Sheets of different heights are compared as far as the higher one goes.
    """
    size = (max(agreed.width, now.width), max(agreed.height, now.height))
    off = ImageChops.difference(_padded(agreed, size), _padded(now, size))
    worst, left = 0.0, 0
    for _theme in THEMES:
        for width, _height in SIZES:
            shot = off.crop((left, 0, left + width // SCALE, size[1]))
            left += shot.width + GAP
            # The strongest of the three channels, averaged over each block.
            channels = shot.split()
            strongest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
            blocks = strongest.reduce(BLOCK).tobytes()
            worst = max(worst, sum(value > SEEN for value in blocks) / len(blocks))
    return worst


def _shots(page: Page) -> Iterator[Image.Image]:
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(LOADED)
            page.evaluate("scrollTo(0, 0)")
            whole = page.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": min(whole, TALLEST)}
            shot = page.screenshot(full_page=True, clip=clip, animations="disabled", style=STILL)  # type: ignore[arg-type]
            with Image.open(BytesIO(shot)) as image:
                yield image.convert("RGB").resize((width // SCALE, image.height // SCALE), Image.Resampling.BOX)


def _padded(sheet: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Softened, so that a line half a pixel further down is no difference, on a ground as large as the other's."""
    ground = Image.new("RGB", size, "#808080")
    ground.paste(sheet, (0, 0))
    return ground.filter(ImageFilter.BoxBlur(1))
