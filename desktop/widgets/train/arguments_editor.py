"""What edits the arguments of an architecture: a line for each that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from core.networks.argument_names import Argument, ArgumentKind, arguments_of
from core.training.settings import TrainingSettings
from desktop.translation import mark, tr
from desktop.widgets.train.editors import Editor, number_text, read_number, read_whole, read_wholes

_OWN = mark("its own")


class ArgumentsEditor(Editor):
    """Lines that follow the architecture. Arguments without a line stay as they were given."""

    def __init__(self) -> None:
        self._inside = QWidget()
        super().__init__(self._inside)
        self._form = QFormLayout(self._inside)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(4)
        self._value: dict[str, Any] = {}
        self._shown: tuple[Argument, ...] = ()
        self._lines: dict[str, QLineEdit] = {}

    def value(self) -> dict[str, Any]:  # noqa: D102
        return dict(self._value)

    def setValue(self, value: Mapping[str, Any]) -> None:  # noqa: D102
        self._value = dict(value)
        self.problem = ""
        self._fill()

    def setContext(self, settings: TrainingSettings) -> None:
        """Another architecture takes others; what only the one before took goes."""
        wanted = arguments_of(settings.network.architecture)
        if wanted == self._shown:
            return
        gone = {each.name for each in self._shown} - {each.name for each in wanted}
        self._value = {name: value for name, value in self._value.items() if name not in gone}
        self._shown = wanted
        self.problem = ""
        self._lay_out()
        self._fill()

    def line(self, name: str) -> QLineEdit:
        """The line of an argument."""
        return self._lines[name]

    def _lay_out(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._lines = {}
        for each in self._shown:
            line = QLineEdit()
            line.setPlaceholderText(tr(_OWN))
            line.setToolTip(tr(each.tip))
            line.setAccessibleName(tr(each.title))
            line.textChanged.connect(lambda _text: self._take())
            self._form.addRow(tr(each.title), line)
            self._lines[each.name] = line

    def _fill(self) -> None:
        for name, line in self._lines.items():
            text = _written(self._value[name]) if name in self._value else ""
            if text != line.text():
                line.blockSignals(True)  # noqa: FBT003
                line.setText(text)
                line.blockSignals(False)  # noqa: FBT003

    def _take(self) -> None:
        self.problem = ""
        for each in self._shown:
            text = self._lines[each.name].text().strip()
            if not text:
                self._value.pop(each.name, None)
                continue
            try:
                self._value[each.name] = _READERS[each.kind](text)
            except ValueError as error:
                self.problem = self.problem or f"{tr(each.title)}: {error}"
        self.changed.emit()


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return number_text(value) if isinstance(value, int | float) else str(value)


def _read_list(text: str) -> list[int]:
    return list(read_wholes(text))


_READERS: Mapping[ArgumentKind, Callable[[str], Any]] = {
    ArgumentKind.WHOLE: read_whole,
    ArgumentKind.SHARE: read_number,
    ArgumentKind.WHOLES: _read_list,
    ArgumentKind.TEXT: str,
}
