"""Who you are."""

from accounts.models.block import Block
from accounts.models.client_profile import ClientProfile
from accounts.models.user import User, UserManager, UserQuerySet

__all__ = ["Block", "ClientProfile", "User", "UserManager", "UserQuerySet"]
