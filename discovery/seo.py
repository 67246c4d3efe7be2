"""What search engines and other sites read of a page."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from creators.models import CreatorProfile
from gigs.models import Gig
from jobs.models import Job
from videos.models import Video

# The characters that could end a script element or begin a comment in it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
DESCRIPTION_CHARACTERS = 155


@dataclass(frozen=True)
class Meta:
    """For templates/discovery/meta.html. `video` adds the tags that make a link play where it is shared."""

    title: str
    description: str
    path: str
    kind: str = "website"
    image: str = ""
    video: Video | None = None
    data: list[dict[str, Any]] = field(default_factory=list)
    hidden: bool = False  # search engines are asked to leave it out

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def video_url(self) -> str:
        return absolute(self.video.stream_url) if self.video else ""

    @property
    def json_ld(self) -> SafeString:
        """A data block: no script runs, so the policy that forbids inline scripts does not concern it."""
        documents = [{"@context": "https://schema.org", **document} for document in self.data]
        text = json.dumps(documents, ensure_ascii=False, default=str).translate(ESCAPES)
        return (
            format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
            if documents
            else mark_safe("")
        )  # noqa: S308 - escaped above


def absolute(path: str) -> str:
    """An address other sites can follow."""
    return path if not path or "://" in path else f"{settings.SITE_URL}{path}"


def brief(text: str) -> str:
    """The first words, in one line."""
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_CHARACTERS)


def of_gig(gig: Gig, film: Video | None) -> Meta:
    """A product with its offers and rating."""
    prices = [package.price_minor for package in gig.packages.all()]
    product: dict[str, Any] = {
        "@type": "Product",
        "name": gig.title,
        "description": brief(gig.description),
        "url": absolute(gig.get_absolute_url()),
        "category": gig.category.name,
        "brand": {"@type": "Person", "name": gig.creator.name},
        "image": [absolute(film.poster_url)] if film else [],
    }
    if prices:
        packages = sorted(gig.packages.all(), key=lambda package: package.price_minor)
        product["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": gig.currency,
            "lowPrice": str(packages[0].price.units),
            "highPrice": str(packages[-1].price.units),
            "offerCount": len(packages),
        }
    _rate(product, gig)
    data = [product, *([film_data(film, gig.title, gig.description)] if film else [])]
    return Meta(
        gig.title,
        brief(gig.description),
        gig.get_absolute_url(),
        "product",
        absolute(film.poster_url if film else ""),
        film,
        data,
    )


def of_creator(profile: CreatorProfile, film: Video | None) -> Meta:
    """A person with their trade."""
    person: dict[str, Any] = {
        "@type": "Person",
        "name": profile.name,
        "jobTitle": profile.headline,
        "description": brief(profile.bio),
        "url": absolute(profile.get_absolute_url()),
        "knowsAbout": [skill.name for skill in profile.skills.all()],
        "image": absolute(profile.user.avatar_url or (film.poster_url if film else "")),
    }
    page = {"@type": "ProfilePage", "mainEntity": person}
    data = [page, *([film_data(film, profile.name, profile.headline)] if film else [])]
    title = f"{profile.name}, {profile.headline}" if profile.headline else profile.name
    return Meta(
        title, brief(profile.bio or profile.headline), profile.get_absolute_url(), "profile",
        absolute(film.poster_url if film else ""), film, data,
    )  # fmt: skip


def of_job(job: Job) -> Meta:
    """A posting while it is one: open to everybody, with nothing kept back by an NDA."""
    told = "" if job.nda_required else job.description
    description = brief(told) or _("A job on ReelByte: %(title)s") % {"title": job.title}
    if not job.is_open or not job.is_public:
        return Meta(job.title, description, job.get_absolute_url(), hidden=True)
    return Meta(job.title, description, job.get_absolute_url(), data=[_posting(job)] if told else [])


def _posting(job: Job) -> dict[str, Any]:
    """schema.org/JobPosting for paid work by contract. A budget is no salary, so it is not called one."""
    profile = getattr(job.client, "client_profile", None)
    name = profile.display_name if profile else job.client.display_name
    is_company = profile is not None and profile.kind == profile.Kind.COMPANY
    return {
        "@type": "JobPosting",
        "title": job.title,
        "description": job.description,
        "url": absolute(job.get_absolute_url()),
        "identifier": {"@type": "PropertyValue", "name": "ReelByte", "value": str(job.public_id)},
        "datePosted": job.published_at,
        "validThrough": job.expires_at,
        "employmentType": "CONTRACTOR",
        "occupationalCategory": job.category.name,
        "skills": ", ".join(skill.name for skill in job.skills.all()),
        "hiringOrganization": {"@type": "Organization" if is_company else "Person", "name": name},
    }


def breadcrumbs(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page, itself the last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(label), "item": absolute(url)}
            for place, (label, url) in enumerate(crumbs, start=1)
        ],
    }


def _rate(document: dict[str, Any], row: Gig | CreatorProfile) -> None:
    if row.rating_count:
        document["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(row.rating_average),
            "reviewCount": row.rating_count,
        }


def film_data(film: Video, name: str, description: str) -> dict[str, Any]:
    """A film, for search engines that show films."""
    return {
        "@type": "VideoObject",
        "name": film.title or name,
        "description": brief(description) or name,
        "thumbnailUrl": absolute(film.poster_url),
        "contentUrl": absolute(film.stream_url),
        "uploadDate": film.created_at.isoformat(),
        "duration": f"PT{round((film.duration_ms or 0) / 1000)}S",
    }
