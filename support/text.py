"""Markdown as pages use it: headings, paragraphs, lists, tables, emphasis, links. Nothing else comes through.

Raw HTML is not parsed at all, and what is made is cleaned once more by nh3, so that a mistake in one does no harm.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
TAGS = {"a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "strong",
        "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "h2": {"id"}, "h3": {"id"}}
SCHEMES = {"https", "mailto"}  # and addresses of this site
_parser = (
    MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable(["image", "code", "fence"])
)


@dataclass(frozen=True)
class Rendered:
    """`html` may be printed as it is; `contents` are its headings of the second level as (id, words)."""

    html: SafeString
    contents: list[tuple[str, str]]


def render(body: str, numbers: Mapping[str, str]) -> Rendered:
    """`body` with `numbers` in place of their names. A name that is not among them is left standing."""
    tokens = _parser.parse(PLACEHOLDER.sub(lambda found: numbers.get(found[1], found[0]), body))
    contents = list(_name_headings(tokens))
    html = nh3.clean(
        _parser.renderer.render(tokens, _parser.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    return Rendered(mark_safe(html), contents)  # noqa: S308 - nh3 made it


def check(body: str, numbers: Mapping[str, str]) -> None:
    """Raises ValidationError for a placeholder that no number stands behind: it would be printed as it is."""
    unknown = sorted({found[1] for found in PLACEHOLDER.finditer(body)} - numbers.keys())
    if unknown:
        raise ValidationError(_("There is no number called %(names)s.") % {"names": ", ".join(unknown)})


def _name_headings(tokens: list[Token]) -> list[tuple[str, str]]:
    """Headings begin below the page's own title, and the second level can be linked to."""
    found: list[tuple[str, str]] = []
    for place, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
        if token.type == "heading_open":
            words = tokens[place + 1].content
            name = slugify(words) or "part"
            taken = {known for known, _words in found}
            name = name if name not in taken else f"{name}-{place}"
            token.attrSet("id", name)
            if token.tag == "h2":
                found.append((name, re.sub(r"[*_`]", "", words)))
    return found
