"""Run by path in a process of its own: opens a stranger's file with PyAV and prints what is in it, as JSON.

    python -I probe_child.py PATH OPTIONS

Nothing of the project is imported: a library that a crafted file takes over finds no setting and no secret here.
Prints {"error": code} for what it does not take.
"""

import json
import sys
from fractions import Fraction
from typing import Any

import av

ATTACHED_PICTURE = 0x400
TRANSFERS = {16: "pq", 18: "hlg"}  # ITU-T H.273, table 3
PACKETS_MOST = 2_000_000  # counted when a file does not say how many it has


def main(path: str, options: dict[str, str], codecs: list[str]) -> dict:
    try:
        container = av.open(f"file:{path}", options=options)
    except (av.error.FFmpegError, ValueError):
        return {"error": "unreadable"}
    with container:
        pictures = [stream for stream in container.streams.video if not int(stream.disposition) & ATTACHED_PICTURE]
        if not pictures:
            return {"error": "no_picture"}
        stream = pictures[0]
        codec = stream.codec_context.name if stream.codec_context else ""
        known = {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9"}
        codec = known.get(codec, codec)
        if codec not in codecs:
            return {"error": "codec", "codec": codec[:40]}
        most = int(options["max_pixels"])
        if stream.width * stream.height > most:
            return {"error": "pixels"}
        # The frame itself may say something else than the file's head.
        stream.codec_context.options = {"max_pixels": str(most)}
        audio = next(iter(container.streams.audio), None)
        found = {
            "container": container.format.name,
            "brand": container.metadata.get("major_brand", ""),
            "codec": codec,
            "stream": stream.index,
            "audio_stream": audio.index if audio else None,
            "frames": stream.frames,
            "duration": seconds(stream.duration, stream.time_base)
            or seconds(container.duration, Fraction(1, 1_000_000)),
            "rate": rate(stream.average_rate) or rate(stream.guessed_rate),
        }
        shape = first_frame(container, stream)
        if shape is None:
            return {"error": "undecodable"}
        found |= shape
    if not found["frames"] or not found["duration"] or not found["rate"]:
        found |= count(path, options, found)
    return found


def first_frame(container: av.container.InputContainer, stream: av.VideoStream) -> dict | None:
    """Its shape, rotation and transfer; None when not one frame can be decoded."""
    try:
        frame = next(container.decode(stream), None)
    except (av.error.FFmpegError, ValueError):
        return None
    if frame is None:
        return None
    aspect = stream.sample_aspect_ratio
    return {
        "width": frame.width,
        "height": frame.height,
        "sar": [aspect.numerator, aspect.denominator] if aspect and aspect > 0 else [1, 1],
        "rotation": int(frame.rotation or 0) % 360,
        "transfer": TRANSFERS.get(int(frame.color_trc or 0), ""),
    }


def count(path: str, options: dict[str, str], found: dict) -> dict:
    """Frames, duration and rate by reading the packets: a recording made in a browser says none of them."""
    moments: list[int] = []
    longest = 0
    with av.open(f"file:{path}", options=options) as container:
        stream = container.streams[found["stream"]]
        tick = fraction(stream.time_base)
        try:
            for packet in container.demux(stream):
                if packet.pts is not None:
                    moments.append(packet.pts)
                    longest = max(longest, packet.duration or 0)
                if len(moments) >= PACKETS_MOST:
                    break
        except av.error.FFmpegError:
            pass
    if not moments or not tick:
        return {}
    duration = found["duration"] or float((max(moments) - min(moments) + longest) * tick)
    counted = Fraction(len(moments) / duration).limit_denominator(1001) if duration else None
    return {"frames": found["frames"] or len(moments), "duration": duration, "rate": found["rate"] or rate(counted)}


def fraction(value: Any) -> Fraction | None:
    """PyAV's own rational as ours."""
    return Fraction(value.numerator, value.denominator) if value else None


def seconds(ticks: int | None, base: Any) -> float:
    tick = fraction(base)
    return float(ticks * tick) if tick and ticks and ticks > 0 else 0.0


def rate(value: Any) -> list[int] | None:
    return [value.numerator, value.denominator] if value and value > 0 else None


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], *json.loads(sys.argv[2]))))
