"""What bytes are, whatever their name says."""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"BM",
)
MACHO = (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<?php")
PROGRAM_NAMES = (
    *(".exe", ".dll", ".com", ".scr", ".pif", ".bat", ".cmd", ".msi", ".cpl", ".jar", ".js"),
    *(".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".hta", ".ps1", ".lnk", ".sh", ".app", ".apk"),
    *(".iso", ".img", ".reg", ".swf", ".html", ".htm", ".xhtml", ".svg", ".chm"),
)
ARCHIVES = (ZIP, b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")


def is_program(data: bytes) -> bool:
    """Whether these first bytes begin something a machine would run."""
    if data.startswith((b"\x7fELF", *MACHO, b"#!/", b"#! /")):
        return True
    if data[:2] == b"MZ" and len(data) >= 64:
        (offset,) = struct.unpack_from("<I", data, 60)
        # Two letters alone happen by chance (fonts, pictures); a header they point to does not.
        return bool(data[offset : offset + 4] == b"PE\0\0" or offset > 4096 or offset == 0)
    return False


def is_picture(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return (
        data.startswith(PICTURES) or webp or data[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1")
    )


def is_markup(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower()
    wide = start.replace(b"\0", b"")
    return start.startswith(MARKUP) or wide.startswith(MARKUP) or start.startswith(b"<!--")


def has_program_name(name: str) -> bool:
    return name.lower().rstrip(". \0").endswith(PROGRAM_NAMES)


def wide(text: str) -> bytes:
    """A name as compound files (OLE) write their entries."""
    return text.encode("utf-16-le")
