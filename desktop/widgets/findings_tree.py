"""What an audit found, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.datasets.audit.findings import SENTENCES, TITLES, Finding, Kind
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.audit.run import Audit

_FINDING = Qt.ItemDataRole.UserRole
MOST_ROWS = 2000
"""Findings of a kind that get a row; the report has all."""


class FindingsTree(QTreeWidget):
    """A branch for each kind, with its findings."""

    findingChosen = Signal(object)
    """The Finding, or None where a kind is chosen."""
    findingActivated = Signal(object)
    """The Finding: double click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Photographs"), tr("What")])
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("Findings"))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.header().resizeSection(0, 300)
        self.header().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item, _before: self.findingChosen.emit(_finding(item)))
        self.itemActivated.connect(self._activate)

    def setAudit(self, audit: Audit) -> None:
        """Show what was found; kinds without findings are left out."""
        self.clear()
        for kind in Kind:
            findings = audit.of(kind)
            if findings:
                self.addTopLevelItem(_branch(audit, kind, findings))
        first = self.topLevelItem(0)
        row = None if first is None else first.child(0)
        if first is not None and row is not None:
            first.setExpanded(True)
            self.setCurrentItem(row)

    def finding(self) -> Finding | None:
        """The chosen finding."""
        return _finding(self.currentItem())

    def chosen(self) -> tuple[Finding, ...]:
        """All findings that are chosen, those of a chosen kind included, each once."""
        found: dict[int, Finding] = {}
        for item in self.selectedItems():
            rows = [item.child(row) for row in range(item.childCount())] or [item]
            found |= {id(finding): finding for row in rows if (finding := _finding(row)) is not None}
        return tuple(found.values())

    def titles(self) -> list[str]:
        """The branches' titles, with the number of findings."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None]

    def _activate(self, item: QTreeWidgetItem, _column: int) -> None:
        finding = _finding(item)
        if finding is not None:
            self.findingActivated.emit(finding)


def _branch(audit: Audit, kind: Kind, findings: tuple[Finding, ...]) -> QTreeWidgetItem:
    branch = QTreeWidgetItem([f"{TITLES[kind]} ({len(findings):,})", SENTENCES[kind]])
    branch.setToolTip(1, SENTENCES[kind])
    for finding in findings[:MOST_ROWS]:
        names = ", ".join(audit.names[place] for place in finding.photographs)
        row = QTreeWidgetItem([names or "\u2013", " ".join(finding.detail.split())])
        row.setToolTip(0, names)
        row.setToolTip(1, finding.detail)
        row.setData(0, _FINDING, finding)
        branch.addChild(row)
    return branch


def _finding(item: QTreeWidgetItem | None) -> Finding | None:
    value = None if item is None else item.data(0, _FINDING)
    return value if isinstance(value, Finding) else None
