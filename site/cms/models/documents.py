from pathlib import PurePosixPath
from typing import Any

from django.db import models, transaction
from wagtail.documents.models import AbstractDocument, Document

from cms.public_files import as_stored, give_up, own_folder


class SiteDocument(AbstractDocument):
    """An open document of the public media. Nothing about a person is ever kept as one."""

    # Room for a folder before the longest name that a document's address ever ended in.
    file: Any = models.FileField(
        upload_to="documents",
        max_length=255,
        verbose_name=AbstractDocument._meta.get_field("file").verbose_name,
    )

    admin_form_fields = Document.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Another file keeps the address of the document, which ends in the name of the first."""
        if not self.file or self.file._committed:
            super().save(*args, **kwargs)
            return
        before = as_stored(self, "file")
        former = before["file"] if before else ""
        name = PurePosixPath(former or self.file.name).name
        self._set_document_file_metadata()
        # Written before the database is asked, so that no transaction waits for a store.
        self.file.save(f"{own_folder()}/{name}", self.file.file, save=False)
        with transaction.atomic():
            super().save(*args, **kwargs)
            if former:
                give_up(instance=self, former=former)
