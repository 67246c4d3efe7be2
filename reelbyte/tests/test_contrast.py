"""Colours can be read: WCAG 2.2 AA in both themes, computed from static/css/tokens.css itself."""

import math
import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.STATICFILES_DIRS[0]) / "css" / "tokens.css").read_text()
TEXT, SHAPE = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
THEMES = ("light", "dark")

# what is read, on what, at least how much
PAIRS = [
    *[(ink, on, TEXT) for ink in ("ink", "muted") for on in ("canvas", "surface", "raised")],
    *[("accent-text", on, TEXT) for on in ("canvas", "surface", "raised", "accent-soft")],
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-hover", TEXT),
    ("canvas", "ink", TEXT),
    *[(tone, f"{tone}-soft", TEXT) for tone in ("good", "warn", "bad", "info")],
    *[(tone, on, TEXT) for tone in ("good", "warn", "bad", "info") for on in ("canvas", "surface")],
    *[("ink", f"{tone}-soft", TEXT) for tone in ("good", "warn", "bad", "info", "accent")],
    # the edge of a field, the ring of focus
    *[("line-strong", on, SHAPE) for on in ("canvas", "surface")],
    *[("accent-text", on, SHAPE) for on in ("canvas", "surface", "raised")],
    ("film-ink", "film", TEXT),
    ("film-muted", "film", TEXT),
]


def token(name: str, theme: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of a token in one theme."""
    declared = re.search(rf"--{name}:\s*(.+?);", TOKENS, re.DOTALL)
    assert declared, name
    colours = re.findall(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", declared[1])
    lightness, chroma, hue = colours[THEMES.index(theme) if len(colours) == 2 else 0]
    return float(lightness), float(chroma), float(hue)


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance (WCAG) of an oklch colour, clipped into sRGB as a browser's worst case.

    Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str, theme: str) -> float:
    light, dark = sorted((luminance(*token(name, theme)) for name in (first, second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_and_white() -> None:
    assert luminance(1, 0, 0) == pytest.approx(1, abs=1e-3)
    assert luminance(0, 0, 0) == 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "on", "least"), PAIRS)
def test_it_can_be_read(ink: str, on: str, least: float, theme: str) -> None:
    assert contrast(ink, on, theme) >= least
