"""What discovery keeps: documents to search in, and what people keep of what they find."""

from discovery.models.featured import Featured
from discovery.models.keeps import Follow, Like
from discovery.models.saved import Find, SavedItem, SavedList, SavedSearch
from discovery.models.search import Kind, SearchDocument, Trend, Vocabulary

__all__ = [
    "Featured",
    "Find",
    "Follow",
    "Kind",
    "Like",
    "SavedItem",
    "SavedList",
    "SavedSearch",
    "SearchDocument",
    "Trend",
    "Vocabulary",
]
