"""Rows that tests begin with: small, valid, and named."""

from itertools import count
from typing import Any

from creators.actions.open_profile import open_profile
from creators.models import Category
from gigs.actions.save import GigContent, save_gig
from gigs.models import Gig
from reelbyte import clock
from videos.models import Rendition, Video

_numbers = count(1)
DESCRIPTION = "I shoot and cut a vertical film for your product: three hooks, one story, sound and captions included."


def make_video(owner: Any, purpose: str = "sample", *, ready: bool = True, **fields: Any) -> Video:
    """A video row as the pipeline leaves it; the renditions name files that are not there."""
    number = next(_numbers)
    done = {
        "status": "ready",
        "width": 1080,
        "height": 1920,
        "duration_ms": 6_000,
        "fps_num": 30,
        "fps_den": 1,
        "frames": 180,
        "sha256": "0" * 64,
        "ready_at": clock.now(),
        "received": 1_000,
    }
    video = Video.objects.create(
        owner=owner,
        purpose=purpose,
        title=f"Film {number}",
        original_key=f"originals/{number}.mp4",
        original_name=f"{number}.mp4",
        size=1_000,
        **{**(done if ready else {"status": "processing", "received": 1_000}), **fields},
    )
    if ready:
        for kind, suffix in (("poster", "jpg"), ("preview", "mp4"), ("mp4_720", "mp4")):
            Rendition.objects.create(
                video=video,
                kind=kind,
                storage="public" if video.is_public else "private",
                key=f"videos/{number}/{kind}.{suffix}",
                content_type="image/jpeg" if suffix == "jpg" else "video/mp4",
                width=360,
                height=640,
                size=500,
            )
    return video


def package(tier: str = "basic", price_minor: int = 15_000, **fields: Any) -> dict[str, Any]:
    """A package's columns as the form gives them."""
    return {"tier": tier, "title": tier.title(), "price_minor": price_minor, "delivery_days": 5, **fields}


def content(owner: Any, **parts: Any) -> GigContent:
    """A whole gig: one package, one film. `title` and other columns by name, lists as GigContent has them."""
    lists = {name: parts.pop(name) for name in ("packages", "extras", "faqs", "questions", "samples") if name in parts}
    fields = {
        "title": "I will film your product like a trailer",
        "category": Category.objects.filter(parent__slug="product-films").first(),
        "tags": ["macro"],
        "description": DESCRIPTION,
        "currency": "EUR",
        **parts,
    }
    lists.setdefault("packages", [package()])
    lists.setdefault("samples", [make_video(owner)])
    return GigContent(fields, **lists)


def make_gig(owner: Any, status: str = "draft", **parts: Any) -> Gig:
    """A whole gig of `owner` in that status; a live one as if staff had let it in long ago."""
    gig = save_gig(open_profile(owner), None, content(owner, **parts))
    if status != "draft":
        Gig.objects.filter(pk=gig.pk).update(status=status, published_at=None if status == "in_review" else clock.now())
        gig.refresh_from_db()
    return gig
