"""The two places files live. Passed as callables, so that migrations hold no location."""

from django.core.files.storage import Storage, storages


def public_storage() -> Storage:
    """What anybody may fetch: avatars, posters, previews, public renditions."""
    return storages["public"]


def private_storage() -> Storage:
    """What only a signed, expiring link reaches: originals, deliveries, attachments, documents."""
    return storages["private"]
