"""A form's field for videos, with script (ids of uploaded ones) and without (the files themselves)."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from reelbyte.errors import DomainError
from videos.access import owned_videos
from videos.actions.receive_file import receive_file
from videos.models import Video


class VideoWidget(forms.Widget):
    """`videos/uploader.html`. Its form is multipart, so that it works without script."""

    template_name = "videos/uploader.html"
    needs_multipart_form = True
    use_fieldset = True

    def __init__(self, purpose: str, *, multiple: bool) -> None:
        super().__init__()
        self.purpose, self.multiple = purpose, multiple
        self.owner: AbstractBaseUser | None = None
        self.received: list[Video] = []

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        return context | {
            "purpose": self.purpose,
            "field_name": name,
            "multiple": self.multiple,
            "videos": self._shown(value),
            "required": self.is_required,
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], list[UploadedFile]]:
        many = isinstance(data, MultiValueDict)
        ids = data.getlist(name) if many else data.get(name, [])
        sent = files.getlist(f"{name}_file") if isinstance(files, MultiValueDict) else files.get(f"{name}_file", [])
        return ([ids] if isinstance(ids, str) else list(ids)), (list(sent) if isinstance(sent, list) else [sent])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_file" not in files

    def _shown(self, value: Any) -> list[Video]:
        """Rows to show: what the form began with, or what was posted and is theirs."""
        if isinstance(value, tuple):
            try:
                posted = owned_videos(self.owner, value[0], self.purpose) if self.owner else []
            except ValidationError:
                posted = []
            return [*posted, *self.received]
        if isinstance(value, Video):
            return [value]
        return list(value or [])


class VideoField(forms.Field):
    """Cleans to a Video (or None), or to a list of them in the order they were chosen when `multiple`.

    In the form's __init__: `self.fields["video"].owner = user`. Only that person's own uploads of the same purpose
    are taken; they may still be processing.
    """

    def __init__(self, purpose: str, *, multiple: bool = False, maximum: int = 20, **options: Any) -> None:
        self.purpose, self.multiple, self.maximum = purpose, multiple, maximum
        super().__init__(widget=VideoWidget(purpose, multiple=multiple), **options)

    @property
    def owner(self) -> AbstractBaseUser | None:
        return self.widget.owner

    @owner.setter
    def owner(self, person: AbstractBaseUser) -> None:
        self.widget.owner = person

    def clean(self, value: Any) -> Any:
        if self.owner is None:
            raise RuntimeError("a VideoField needs its owner: set it in the form's __init__")
        ids, files = value or ([], [])
        videos = owned_videos(self.owner, ids, self.purpose) if ids else []
        videos += self._receive(files)
        if not videos and self.required:
            raise ValidationError(_("Choose a video."), code="required")
        if not self.multiple:
            # The last one chosen replaces what was there.
            return videos[-1] if videos else None
        if len(videos) > self.maximum:
            raise ValidationError(_("At most %(most)d videos.") % {"most": self.maximum}, code="maximum")
        return videos

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [initial] if isinstance(initial, Video) else list(initial or [])
        ids, files = data or ([], [])
        return bool(files) or [str(video.public_id) for video in before] != list(ids)

    def _receive(self, files: list[UploadedFile]) -> list[Video]:
        assert self.owner is not None
        received: list[Video] = []
        for file in files:
            try:
                received.append(receive_file(self.owner, self.purpose, file))
            except DomainError as error:
                raise ValidationError(f"{file.name}: {error.message}", code="video") from None
        # Shown again if another field of the form is wrong: they have arrived, nobody sends them twice.
        self.widget.received = received
        return received
