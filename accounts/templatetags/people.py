"""What pages about oneself print."""

from allauth.usersessions.models import UserSession
from django import template

from accounts.sessions import name_of
from reelbyte.devices import described

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox on Android"."""
    return described(user_agent)


@register.filter
def session_name(session: UserSession) -> str:
    """What a form calls this session."""
    return name_of(session)
