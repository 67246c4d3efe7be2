"""What may be uploaded for which purpose, from the policy."""

from dataclasses import dataclass

from reelbyte import policy
from videos.models import Video


@dataclass(frozen=True)
class Limits:
    """size in bytes, length in seconds, pixels of one frame."""

    size: int
    seconds: int
    pixels: int


LIMITS: dict[str, Limits] = {
    Video.Purpose.PORTFOLIO: Limits(
        policy.REEL_MAXIMUM_BYTES,
        policy.REEL_MAXIMUM_SECONDS,
        policy.VIDEO_MAXIMUM_PIXELS,
    ),
    Video.Purpose.SAMPLE: Limits(
        policy.SAMPLE_MAXIMUM_BYTES,
        policy.SAMPLE_MAXIMUM_SECONDS,
        policy.VIDEO_MAXIMUM_PIXELS,
    ),
    Video.Purpose.DELIVERY: Limits(
        policy.DELIVERY_MAXIMUM_BYTES,
        policy.DELIVERY_MAXIMUM_SECONDS,
        policy.DELIVERY_MAXIMUM_PIXELS,
    ),
    Video.Purpose.MESSAGE: Limits(
        policy.MESSAGE_VIDEO_MAXIMUM_BYTES,
        policy.MESSAGE_VIDEO_MAXIMUM_SECONDS,
        policy.VIDEO_MAXIMUM_PIXELS,
    ),
    Video.Purpose.JOB: Limits(
        policy.JOB_VIDEO_MAXIMUM_BYTES,
        policy.JOB_VIDEO_MAXIMUM_SECONDS,
        policy.VIDEO_MAXIMUM_PIXELS,
    ),
}


def limits_for(purpose: str) -> Limits:
    return LIMITS[purpose]
