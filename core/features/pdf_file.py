"""PDF files that are written page by page: of what is written nothing stays in memory but where it is.

Reportlab and Pillow hold every page until the last one is there; an atlas has thousands, with a hundred thousand
pictures. What is written is the part of ISO 32000-1 (PDF 1.7) that needs: objects, streams, pages, outline, metadata.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from typing import BinaryIO

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
KIDS = 64
"""So many pages hang on one branch of the tree of pages, so that a reader finds one among thousands soon."""


class PdfFile:
    """An open file and the places of the objects in it; numbers of objects count from 1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places = array("Q", [0])
        self._pages = array("L")
        self._entries: list[tuple[str, int]] = []
        self._branches: list[int] = []
        file.write(HEAD)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def reserve(self) -> int:
        """A number for an object that comes later."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, content: bytes, *, number: int | None = None) -> int:
        """Write an object, under a number that was reserved or the next one; gives it."""
        number = self.reserve() if number is None else number
        self._places[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        return number

    def put_stream(self, data: bytes, entries: bytes = b"", *, is_packed: bool = False) -> int:
        """Write a stream with the entries of its dictionary; packs it unless `entries` say how it is packed."""
        if not is_packed:
            data, entries = zlib.compress(data, 6), entries + b" /Filter /FlateDecode"
        return self.put(b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data))

    def put_page(self, content: bytes, resources: bytes, size: tuple[float, float], *, entry: str = "") -> None:
        """Write a page of a size in points; `entry` stands in the outline and leads to it."""
        if len(self._pages) % KIDS == 0:
            self._branches.append(self.reserve())
        stream = self.put_stream(content)
        number = self.put(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %b %b] /Resources << %b >> /Contents %d 0 R >>"
            % (self._branches[-1], real(size[0]), real(size[1]), resources, stream)
        )
        self._pages.append(number)
        if entry:
            self._entries.append((entry, number))

    def finish(self, facts: Mapping[str, str]) -> None:
        """Write what holds the pages together, and `facts` about the document (Title, Subject, Producer)."""
        root = self.put(b"<< /Type /Catalog /Pages %d 0 R %b >>" % (self._put_tree(), self._put_outline()))
        said = b" ".join(b"/%b %b" % (name.encode(), text_string(text)) for name, text in facts.items())
        info = self.put(b"<< %b >>" % said)
        place, count = self._file.tell(), len(self._places)
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in range(1, count):
            self._file.write(b"%010d 00000 n \n" % self._places[number])
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._file.write(trailer % (count, root, info, place))

    def _put_tree(self) -> int:
        root = self.reserve()
        for index, branch in enumerate(self._branches):
            kids = self._pages[index * KIDS : (index + 1) * KIDS]
            named = b" ".join(b"%d 0 R" % number for number in kids)
            self.put(
                b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%b] >>" % (root, len(kids), named), number=branch
            )
        named = b" ".join(b"%d 0 R" % number for number in self._branches)
        self.put(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(self._pages), named), number=root)
        return root

    def _put_outline(self) -> bytes:
        """The outline, an entry after the other; gives what the catalogue says of it."""
        if not self._entries:
            return b""
        root, numbers = self.reserve(), [self.reserve() for _entry in self._entries]
        for place, (title, page) in enumerate(self._entries):
            beside = b"" if place == 0 else b" /Prev %d 0 R" % numbers[place - 1]
            beside += b"" if place == len(numbers) - 1 else b" /Next %d 0 R" % numbers[place + 1]
            self.put(
                b"<< /Title %b /Parent %d 0 R /Dest [%d 0 R /Fit]%b >>" % (text_string(title), root, page, beside),
                number=numbers[place],
            )
        self.put(
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (numbers[0], numbers[-1], len(numbers)),
            number=root,
        )
        return b"/Outlines %d 0 R /PageMode /UseOutlines" % root


def real(value: float) -> bytes:
    """A number as PDF writes it: without an exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode() or b"0"


def text_string(text: str) -> bytes:
    """A text that is not drawn: a title, an entry of the outline. Halves of surrogate pairs become question marks."""
    return b"<%b>" % (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode()
