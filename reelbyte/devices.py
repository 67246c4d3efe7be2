"""What a browser is called in a list of devices."""

import re

from django.utils.translation import gettext as _

# In this order: Edge and Opera call themselves Chrome, too, and Chrome calls itself Safari.
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "Chrome", "CriOS", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "FxiOS": "Firefox", "CriOS": "Chrome"}
_SYSTEMS = {"Android": "Android", "iPhone|iPad": "iOS", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}


def described(user_agent: str) -> str:
    """ "Firefox on Android", from what the browser says of itself; a guess that only its owner sees."""
    browser = next((name for name in _BROWSERS if f"{name}/" in user_agent), "")
    system = next((name for pattern, name in _SYSTEMS.items() if re.search(pattern, user_agent)), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": _NAMES.get(browser, browser), "system": system}
    return _NAMES.get(browser, browser) or system or _("A browser")
