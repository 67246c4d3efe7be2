"""The containers and codecs we take, by the names ffmpeg's libraries know them under. Nothing else is ever opened."""

PROTOCOLS = ("file", "pipe")
# The demuxers of MP4/MOV and of Matroska/WebM. No image, no playlist, no subtitle, nothing that opens another file.
DEMUXERS = ("mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm")
VIDEO_CODECS = ("h264", "hevc", "vp8", "vp9", "av1", "prores", "dnxhd", "cfhd", "mpeg4", "mpeg2video", "mjpeg")
AUDIO_CODECS = (
    "aac", "mp3", "opus", "vorbis", "flac", "alac", "ac3", "eac3",
    "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f32be",
)  # fmt: skip
# Decoders that go by another name than their codec.
DECODERS = (*VIDEO_CODECS, *AUDIO_CODECS, "libdav1d", "mp3float", "libopus", "libvorbis", "libvpx", "libvpx-vp9")


def input_options(max_pixels: int) -> dict[str, str]:
    """What ffmpeg's libraries are told before they open a stranger's file. `max_pixels` of one frame."""
    return {
        "protocol_whitelist": ",".join(PROTOCOLS),
        "format_whitelist": ",".join(DEMUXERS),
        "codec_whitelist": ",".join(DECODERS),
        "max_pixels": str(max_pixels),
    }
