"""Files for these tests, and what the screens say of them."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.models import SiteDocument, SiteImage

LIST = "/admin/files/"


def picture(title: str, color: int = 0, size=(60, 40), **fields) -> SiteImage:
    written = io.BytesIO()
    Image.new("RGB", size, (color, 90, 90)).save(written, "PNG")
    file = ContentFile(written.getvalue(), name=f"{color}.png")
    return SiteImage.objects.create(title=title, file=file, **fields)


def document(title: str, content: bytes = b"one", name: str = "tarifs.txt") -> SiteDocument:
    return SiteDocument.objects.create(title=title, file=ContentFile(content, name=name))


def png(color: int, size=(60, 40), name: str = "new.png") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", size, (color, 9, 9)).save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), "image/png")


def listed(client, **choices: object) -> list[str]:
    rows = client.get(LIST, choices).context["rows"]
    return sorted(row.item.title for row in rows)


def replace(client, item, file):
    kind = "image" if isinstance(item, SiteImage) else "document"
    answer = client.post(reverse("file_care:replace", args=[kind, item.pk]), {"file": file})
    item.refresh_from_db()
    return answer


def read(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)
