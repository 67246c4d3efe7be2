"""A video, what was made of it, and what happened to it."""

from videos.models.event import VideoEvent
from videos.models.rendition import Rendition
from videos.models.video import Video

__all__ = ["Rendition", "Video", "VideoEvent"]
