"""One stylesheet out of many: css/site.css is what css/sheets.css imports, put together when somebody asks for it.

css/held.css is the same for the style guide, with the states of a pointer and of the keys held still (see `held`).

A finder, so that development, the demo and collectstatic all serve the same single file, and there is no build
step to forget. See docs/adr/ for why there is no bundler.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = "css/sheets.css"
BUNDLE = "css/site.css"
HELD = "css/held.css"
IMPORT = re.compile(r"""@import\s+url\(["']?(?P<path>[^"')]+)["']?\)(?:\s+layer\((?P<layer>[\w.-]+)\))?\s*;""")
URL = re.compile(r"""url\((?P<quote>["']?)(?!data:|https?:|/|\#)(?P<path>[^"')]+)(?P=quote)\)""")
STATE = re.compile(r":(hover|active|focus-visible)\b")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def flatten(name: str, read: Callable[[str], str]) -> str:
    """The stylesheet `name` with everything it imports inside it, each part in the layer its import names.

    `read` gives the text of a static file by its name. Comments and indentation go.
    """

    def inline(match: re.Match[str]) -> str:
        part = normpath(join(dirname(name), match["path"]))
        text = URL.sub(lambda url: _moved(url, part, name), flatten(part, read))
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    bare = IMPORT.sub(inline, COMMENT.sub("", read(name)))
    return "".join(f"{line.strip()}\n" for line in bare.splitlines() if line.strip())


def held(sheet: str) -> str:
    """The stylesheet in which `data-held="hover"` around something is as good as that state.

    So with "active" and "focus-visible". As specific as the pseudo-class is, so that the same rules win; only what
    takes the focus shows that it has it.
    """

    def also(state: re.Match[str]) -> str:
        some = ":where(a, button, input, select, textarea, summary)" if state[1] == "focus-visible" else ""
        return f":is({state[0]}, [data-held={state[1]}] {some or ':where(*)'})"

    return STATE.sub(also, sheet)


def _moved(url: re.Match[str], part: str, sheet: str) -> str:
    """A relative address, as seen from the sheet it now stands in."""
    target = normpath(join(dirname(part), url["path"]))
    return f"url({url['quote']}{relpath(target, dirname(sheet) or '.')}{url['quote']})"


class BundleFinder(BaseFinder):
    """Finds css/site.css and css/held.css, made anew whenever a sheet is younger than they are."""

    def __init__(self, app_names: object = None, *args: Any, **kwargs: Any) -> None:
        self.source = Path(settings.STATICFILES_DIRS[0])
        self.storage = FileSystemStorage(location=settings.BUNDLE_ROOT)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(self.made(path))] if path in (BUNDLE, HELD) else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in (BUNDLE, HELD):
            self.made(path)
            yield path, self.storage

    def made(self, path: str) -> Path:
        """The file of a bundle, up to date."""
        bundle = Path(self.storage.path(path))
        youngest = max(file.stat().st_mtime_ns for file in (Path(__file__), *self.source.rglob("*.css")))
        if not bundle.exists() or bundle.stat().st_mtime_ns < youngest:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            text = flatten(SHEETS, lambda name: (self.source / name).read_text())
            # Whole or not at all: several processes may ask at once.
            with NamedTemporaryFile("w", dir=bundle.parent, delete=False) as new:
                new.write(held(text) if path == HELD else text)
            Path(new.name).chmod(0o644)
            Path(new.name).replace(bundle)
        return bundle


class ReelByteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; JavaScript modules import each other by their hashed names."""

    support_js_module_import_aggregation = True
