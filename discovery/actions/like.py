"""Like a film, or take it back."""

from accounts.models import User
from creators.models import PortfolioItem
from discovery.models import Like


def like(user: User, film: PortfolioItem) -> None:
    """Liked already, it stays liked."""
    Like.objects.get_or_create(user=user, film=film)


def unlike(user: User, film: PortfolioItem) -> None:
    """Not liked, nothing happens."""
    Like.objects.filter(user=user, film=film).delete()
