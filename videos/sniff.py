"""What the first bytes of a file say, so that a wrong file is refused before it is uploaded to its end.

Only a first look: `videos.backends.probe` opens what passes here, and decides.
"""

HEAD = 12  # bytes needed
EBML = b"\x1a\x45\xdf\xa3"  # Matroska and WebM
FTYP_LARGEST = 4096  # bytes; the box only lists brands
# Older QuickTime files begin with another box.
QUICKTIME = (b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")


def looks_like_video(head: bytes) -> bool:
    """Whether `head` begins an MP4, MOV, MKV or WebM file."""
    if head.startswith(EBML):
        return True
    size, box = int.from_bytes(head[:4]), head[4:8]
    if box == b"ftyp":
        return HEAD <= size <= FTYP_LARGEST
    # Size 1: a 64-bit size follows; size 0: to the end of the file.
    return box in QUICKTIME and (size in (0, 1) or size >= 8)  # noqa: PLR2004 - a box is at least its own header
