"""The front page of the desk: `{% waiting user as queues %}`, `{% insight user as figures %}`."""

from typing import Any

from django import template

from moderation import insight as insights
from moderation import queues

register = template.Library()


@register.simple_tag
def waiting(user: Any) -> list[queues.Waiting]:
    """The queues this person may work on."""
    return queues.waiting(user)


@register.simple_tag
def insight(user: Any) -> list[insights.Figure]:
    """How the market does, in the charts this person may see."""
    return insights.figures(user)
