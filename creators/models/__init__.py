"""Creators and the words of their trade."""

from creators.models.portfolio import PortfolioItem
from creators.models.profile import CreatorProfile, ProfileLanguage
from creators.models.taxonomy import Category, Skill

__all__ = ["Category", "CreatorProfile", "PortfolioItem", "ProfileLanguage", "Skill"]
