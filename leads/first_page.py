"""What is inside a PDF, looked at in a process of its own: `python -m leads.first_page < file`.

Prints a line of JSON with the number of pages, then the first page as PNG. A file that breaks the
reader ends this process and nothing else.
"""

import io
import json
import resource
import sys

WIDTH = 900  # pixels of the cover
MEMORY = 1_500_000_000
SECONDS = 40


def look(content: bytes) -> tuple[int, bytes]:
    """The number of pages, and the first one as PNG. Raises PdfiumError for what is no PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        # Very tall pages are drawn smaller, so that no picture is larger than memory allows.
        scale = min(WIDTH / max(page.get_width(), 1), 3000 / max(page.get_height(), 1))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return len(document), out.getvalue()
    finally:
        document.close()


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    pages, picture = look(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
