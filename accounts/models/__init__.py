"""Who you are."""

from accounts.models.block import Block
from accounts.models.client_profile import ClientProfile
from accounts.models.data_export import DataExport
from accounts.models.identity_check import IdentityCheck
from accounts.models.user import User, UserManager, UserQuerySet

__all__ = ["Block", "ClientProfile", "DataExport", "IdentityCheck", "User", "UserManager", "UserQuerySet"]
