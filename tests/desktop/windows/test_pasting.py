from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from desktop.windows.pasting import pasted_paths


def test_files_copied_in_a_file_manager(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "eye 1.png")), QUrl("https://example.org/eye.png")])
    assert pasted_paths(data) == [tmp_path / "eye 1.png"]


def test_paths_as_text(tmp_path: Path) -> None:
    data = QMimeData()
    address = QUrl.fromLocalFile(str(tmp_path / "c d.png")).toString()
    lines = [
        str(tmp_path / "a.png"),
        f'  "{tmp_path / "b.png"}"',
        address,
        "",
        "words",
        "relative/e.png",
        "~nobody-here/x",
    ]
    data.setText("\n".join(lines))
    assert pasted_paths(data) == [tmp_path / name for name in ("a.png", "b.png", "c d.png")]


def test_an_empty_clipboard() -> None:
    assert pasted_paths(QMimeData()) == []
