"""Who you are."""

from accounts.models.user import User, UserManager

__all__ = ["User", "UserManager"]
