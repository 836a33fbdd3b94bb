"""Which kind of file some bytes are. The content decides, never the suffix of the name."""

from enum import StrEnum

from core.images.formats.unreadable import UnreadableError


class Kind(StrEnum):
    """The image formats that are opened; the value is the name shown to the user."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WebP"
    GIF = "GIF"
    DICOM = "DICOM"


OPENED = "Funduscope opens JPEG, PNG, TIFF, BMP, WebP, GIF and DICOM."

_OPENED: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"BM", Kind.BMP),
    (b"GIF8", Kind.GIF),
)

_NOT_OPENED: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 image"),
    (0, b"\xff\x4f\xff\x51", "a JPEG 2000 image"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL image"),
    (0, b"\xff\x0a", "a JPEG XL image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftyphei", "a HEIC image"),
    (4, b"ftypmif1", "a HEIC image"),
    (4, b"ftyp", "a film"),
    (0, b"\0\0\1\0", "a Windows icon"),
    (0, b"\0\0\2\0", "a Windows cursor or a Targa image"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"DDS ", "a DirectDraw texture"),
    (0, b"BLP", "a Blizzard texture"),
    (0, b"\x01\xda", "an SGI image"),
    (4, b"\x11\xaf", "an FLI animation"),
    (4, b"\x12\xaf", "an FLI animation"),
    (0, b"P1", "a portable anymap (PNM)"),
    (0, b"P2", "a portable anymap (PNM)"),
    (0, b"P3", "a portable anymap (PNM)"),
    (0, b"P4", "a portable anymap (PNM)"),
    (0, b"P5", "a portable anymap (PNM)"),
    (0, b"P6", "a portable anymap (PNM)"),
    (0, b"%PDF", "a PDF document"),
    (0, b"PK\3\4", "a ZIP archive, or a document that is one"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"\x89HDF", "an HDF5 file"),
    (0, b"SIMPLE  =", "a FITS image"),
)


def kind_of(data: bytes) -> Kind:
    """The kind of a file from its first bytes. Raises `UnreadableError`, which names what it is instead if known."""
    if not data:
        raise UnreadableError("is empty: it holds 0 bytes.", "Copy it again from where it came from.")
    if data[128:132] == b"DICM":  # first of all: the preamble of a DICOM file may be the header of a TIFF
        return Kind.DICOM
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    for magic, kind in _OPENED:
        if data.startswith(magic):
            return kind
    if _is_bare_dicom(data):
        return Kind.DICOM
    for offset, magic, name in _NOT_OPENED:
        if data.startswith(magic, offset):
            raise UnreadableError(f"is {name}, which is not opened.", f"{OPENED} Export it as one of these.")
    raise UnreadableError(f"is not an image: it {_looks_like(data)}.", OPENED)


def _is_bare_dicom(data: bytes) -> bool:
    """Whether the bytes are DICOM without its preamble: elements that begin with group 0002 or 0008."""
    is_little = data[:2] in (b"\2\0", b"\x08\0") and data[3:4] == b"\0"
    is_big = data[:2] in (b"\0\2", b"\0\x08") and data[2:3] == b"\0"
    return len(data) > 16 and (is_little or is_big)


def _looks_like(data: bytes) -> str:
    head = data[:512]
    if len(head) < 16:
        return f"has only {len(head)} bytes"
    if not any(head):
        return "begins with nothing but zeros"
    try:
        text = head.decode("utf-8", errors="strict" if len(data) <= len(head) else "ignore")
    except UnicodeDecodeError:
        return "begins like no image format"
    is_text = all(character.isprintable() or character in "\r\n\t\f" for character in text)
    return "is a text" if is_text and len(text) > len(head) // 2 else "begins like no image format"
