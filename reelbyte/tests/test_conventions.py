"""Conventions that would otherwise be forgotten, each checked in the files themselves."""

import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def test_every_app_has_its_place_in_the_order_of_imports() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    apps = {app for app in settings.OUR_APPS if (ROOT / app / "__init__.py").exists()}
    assert set(linter["root_packages"]) == apps
    layers = " ".join(linter["contracts"][0]["layers"])
    assert apps <= {name.strip("()|") for name in layers.split()}
