"""Conventions that would otherwise be forgotten, each checked in the files themselves."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from accounts import hooks
from accounts.models import User

ROOT = Path(__file__).resolve().parents[2]


def test_every_app_has_its_place_in_the_order_of_imports() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    apps = set(settings.OUR_APPS)
    assert set(linter["root_packages"]) == apps
    layers = " ".join(linter["contracts"][0]["layers"])
    assert apps <= {name.strip("()|") for name in layers.split()}


def test_every_app_with_addresses_is_on_the_site() -> None:
    included = [getattr(entry, "urlconf_module", None) for entry in get_resolver().url_patterns]
    for path in ROOT.glob("*/urls.py"):
        module = import_module(f"{path.parent.name}.urls")
        assert module in included or path.parent.name == "reelbyte"


def test_every_app_that_keeps_something_of_a_person_gives_it_along() -> None:
    """Whoever takes their data along or leaves: each app says what it gives, in its own_data.py."""
    given = {part.__module__ for part in hooks._exports.values()}
    for app in set(settings.OUR_APPS) - {"reelbyte"}:  # whose trail is the house's own
        columns = [column for model in apps.get_app_config(app).get_models() for column in model._meta.concrete_fields]
        if any(column.related_model is User for column in columns):
            assert f"{app}.own_data" in given, app


def test_the_example_environment_lists_every_variable_and_no_other() -> None:
    source = (ROOT / "reelbyte" / "settings.py").read_text()
    read = set(re.findall(r"""(?:env\.\w+|secret)\(\s*"([A-Z_]+)\"""", source))
    read |= {"STORAGE_PUBLIC_BUCKET", "STORAGE_PRIVATE_BUCKET"}  # the name is put together there
    read -= {"TESTING", "LINT"}  # set by the tools themselves
    settings_part, _, compose_part = (ROOT / ".env.example").read_text().partition("# --- compose.yaml only ---")
    listed = re.findall(r"^(?:# )?([A-Z_]+)=", settings_part, re.MULTILINE)
    assert set(listed) == read
    assert len(listed) == len(read)
    compose = (ROOT / "compose.yaml").read_text()
    assert set(re.findall(r"\$\{([A-Z_]+):\?\}", compose)) <= set(
        re.findall(r"^# ([A-Z_]+)=", compose_part, re.MULTILINE)
    )


def test_no_committed_file_names_a_package_registry() -> None:
    host = re.compile(r"https?://[^/\s]*(?:pypi|pythonhosted|npmjs|debian)[^/\s]*/")
    for name in (
        "requirements.txt",
        "requirements-dev.txt",
        "pyproject.toml",
        "Dockerfile",
        "compose.yaml",
        "Makefile",
    ):
        assert not host.search((ROOT / name).read_text()), name
