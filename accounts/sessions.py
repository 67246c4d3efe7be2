"""Where somebody is signed in, by a name that gives no session away."""

from hashlib import sha256

from allauth.usersessions.models import UserSession

from accounts.models import User

LENGTH = 32


def name_of(session: UserSession) -> str:
    """What forms call it: its key would open it."""
    return sha256(session.session_key.encode()).hexdigest()[:LENGTH]


def own_session(user: User, name: str) -> UserSession | None:
    """The person's session that is called so."""
    return next((one for one in UserSession.objects.filter(user=user) if name_of(one) == name), None)
