"""The front page of the desk: `{% waiting user as queues %}`, `{% figures as market %}`."""

from typing import Any

from django import template

from moderation import queues

register = template.Library()


@register.simple_tag
def waiting(user: Any) -> list[queues.Waiting]:
    """The queues this person may work on."""
    return queues.waiting(user)


@register.simple_tag
def figures() -> queues.Figures:
    """How the market does."""
    return queues.figures()
