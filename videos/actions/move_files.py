"""Bring a film's files to the storage that its status asks for."""

from django.core.files.storage import storages
from django.db import transaction

from videos import placement
from videos.models import Rendition, Video
from videos.renditions import place_of


def move_files(video_id: int) -> None:
    """Copy, point to the copy, then delete: a page that was loaded before loses its film, never its half.

    Done again, or for a film that is gone, it does nothing.
    """
    left = []
    with transaction.atomic():
        video = Video.objects.select_for_update(no_key=True).filter(pk=video_id).first()
        if video is None:
            return
        for rendition in video.renditions.all():
            wanted = Rendition.Place.PRIVATE if not video.is_ready else place_of(video, rendition.kind)[0]
            if rendition.storage == wanted:
                continue
            with rendition.file_storage.open(rendition.key) as file:
                storages[wanted].delete(rendition.key)
                storages[wanted].save(rendition.key, file)
            left.append((rendition.storage, rendition.key))
            rendition.storage = wanted
            rendition.save(update_fields=["storage"])
    for storage, key in left:
        placement.remove(storage, key)
