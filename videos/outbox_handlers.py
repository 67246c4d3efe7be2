"""What the outbox does for videos."""

from datetime import timedelta

from reelbyte import outbox


# Short, because it is renewed while the work goes on (`videos.actions.process.Pulse`): a killed worker's video is
# taken up again after three minutes, and the longest transcode is never started twice.
@outbox.handler("videos.process", queue="media", lease=timedelta(minutes=3))
def process(payload: dict) -> None:
    from videos.actions.process import process as work

    work(payload["video_id"], payload["run"])


@outbox.handler("videos.remove_files", queue="media")
def remove_files(payload: dict) -> None:
    """The files of a film that was deleted. A file that is gone already is no failure."""
    from videos import placement

    for storage_name, key in payload["files"]:
        placement.remove(storage_name, key)


@outbox.handler("videos.move_files", queue="media")
def move_files(payload: dict) -> None:
    """Of a film that was taken down, or given back."""
    from videos.actions.move_files import move_files as work

    work(payload["video_id"])
