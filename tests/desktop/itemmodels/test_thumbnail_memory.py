from pathlib import Path

from PySide6.QtGui import QImage

from desktop.itemmodels.thumbnail_memory import ThumbnailMemory

BYTES = 10 * 10 * 4


def image() -> QImage:
    return QImage(10, 10, QImage.Format.Format_RGB32)


def path(number: int) -> Path:
    return Path(f"{number}.jpg")


def test_never_above_the_limit_and_the_least_looked_at_leaves() -> None:
    memory = ThumbnailMemory(3 * BYTES)
    for number in range(3):
        memory.put(path(number), image(), 10)
    memory.get(path(0))
    memory.put(path(3), image(), 10)
    assert memory.size_bytes == 3 * BYTES
    assert [memory.get(path(number)) is not None for number in range(4)] == [True, False, True, True]


def test_replacing_and_forgetting_keep_the_count_right() -> None:
    memory = ThumbnailMemory(10 * BYTES)
    memory.put(path(0), image(), 10)
    memory.put(path(0), image(), 20)
    assert memory.size_bytes == BYTES
    assert memory.has(path(0), 20)
    assert not memory.has(path(0), 10)
    memory.forget(path(0))
    memory.forget(path(0))
    assert memory.size_bytes == 0


def test_clear() -> None:
    memory = ThumbnailMemory(10 * BYTES)
    memory.put(path(0), image(), 10)
    memory.clear()
    assert (len(memory), memory.size_bytes) == (0, 0)
