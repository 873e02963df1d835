"""The papers of one application: pages of the CV, the original, what came by mail, everything as ZIP."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property

from careers.applications.candidate.archive import archive_of
from careers.applications.models.files import StoredFile
from careers.applications.review import access
from careers.applications.review.base import FileBase, closed
from careers.applications.review.file import cv_of
from careers.applications.vault import files, sealing
from privacy.services import journal


class CVBase(FileBase):
    """Parts of the CV: nothing of it while the reading is blind."""

    acts = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return closed(response)

    @cached_property
    def cv(self) -> StoredFile:
        found = cv_of(self.application)
        if found is None or access.is_closed(self.application, inside=self.inside):
            raise Http404
        return found

    def handed_over(self, stem: str, act: str) -> HttpResponse:
        """The file as it was sent, under a name of ours; journalled."""
        content = self.content()
        access.note_reading(self.request.user, self.application, inside=self.inside)
        role = access.role_of(self.request.user, inside=self.inside)
        journal(actor=self.staff, action=f"applications:{role}:{act}", reference=self.application)
        response = HttpResponse(content, content_type="application/octet-stream")
        name = f"{stem}-{self.application.short}.{self.cv.kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def content(self, part: str = "") -> bytes:
        try:
            return files.read_part(self.cv, part) if part else files.read(self.cv)
        except (files.NotOpened, OSError, sealing.Unreadable) as error:
            raise Http404 from error


class PageImageView(CVBase):
    """One page of the CV as a picture."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(self.content(f"page-{kwargs['number']}"), content_type="image/webp")


class OriginalView(CVBase):
    """The file as it was sent; always an attachment, journalled."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.handed_over("candidature", "download")


class ArchiveView(FileBase):
    """All of the person's data about this application, to hand over to them; journalled."""

    acts = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (self.inside or request.user.has_perm(access.REVIEW)):
            raise PermissionDenied
        if access.is_closed(self.application, inside=self.inside):
            raise Http404
        role = access.role_of(request.user, inside=self.inside)
        journal(actor=self.staff, action=f"applications:{role}:export", reference=self.application)
        response = HttpResponse(archive_of(self.application), content_type="application/zip")
        name = f"candidature-{self.application.short}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class AttachmentView(CVBase):
    """A file that came with a mail; as the original, always an attachment, journalled."""

    @cached_property
    def cv(self) -> StoredFile:
        if access.is_closed(self.application, inside=self.inside):
            raise Http404
        rows = self.application.attachments.current().filter(problem="")
        found = rows.filter(pk=self.kwargs["attachment"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.handed_over(f"piece-{self.cv.pk}", "attachment")
