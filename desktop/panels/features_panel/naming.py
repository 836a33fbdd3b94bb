"""Names given while leafing, and the table that is made of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from core.datasets.catalogue.features import FeatureName
from core.features.names import agreement, frequency_table, joined, names_in
from desktop.feature_naming import FeatureNaming, user_name
from desktop.panels.features_panel.view import Stage
from desktop.settings import FEATURE_READER, FEATURE_VOCABULARY, Settings
from desktop.translation import tr, tr_count
from desktop.widgets.features.detail import FeatureDetail
from desktop.widgets.features.name_form import Naming
from desktop.widgets.features.names_page import NamesPage


class NamingControl(QObject):
    """Joins the form beside the grids and the page of names with what is kept."""

    said = Signal(str)
    """What there is to say of the page of names."""

    def __init__(
        self, stage: Stage, settings: Settings, detail: FeatureDetail, page: NamesPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._settings = settings
        self._detail = detail
        self._page = page
        detail.form.valueChanged.connect(self.give)
        page.readerChanged.connect(self._change_reader)
        stage.features.suggestions.changed.connect(self._follow_suggestions)

    @property
    def _kept(self) -> FeatureNaming:
        return self._stage.features.naming

    def reader(self) -> str:
        """Whose names are given."""
        return self._settings.value(FEATURE_READER) or user_name()

    def vocabulary(self) -> tuple[str, ...]:
        """The names that are offered."""
        return self._settings.value(FEATURE_VOCABULARY)

    def setVocabulary(self, names: tuple[str, ...]) -> None:
        """Offer other names."""
        self._settings.setValue(FEATURE_VOCABULARY, names)
        self.show()

    def _change_reader(self, reader: str) -> None:
        self._settings.setValue(FEATURE_READER, reader)
        self.show()

    def table(self) -> Any:
        """The table of frequencies of this reader; None without a model."""
        model = self._stage.session.model
        if model is None:
            return None
        return frequency_table(model.layers, self._kept.names, reader=self.reader(), vocabulary=self.vocabulary())

    def given(self) -> dict[int, str]:
        """What this reader calls the channels of the layer."""
        layer, reader = self._stage.session.selection.layer, self.reader()
        return {
            each.channel: each.name
            for each in self._kept.names
            if each.layer == layer and each.reader == reader and each.name
        }

    def show(self) -> None:
        """What is known of the chosen channel, and the table."""
        layer, reader, channel = self._stage.session.selection.layer, self.reader(), self._stage.channel()
        here = [each for each in self._kept.names if each.layer == layer and each.channel == channel]
        own = next((each for each in here if each.reader == reader), None)
        self._detail.setVocabulary(self.vocabulary())
        self._detail.form.setValue(Naming(own.name, own.notes, own.confidence) if own else Naming("", "", None))
        self._detail.setOthers([f"{each.reader}: {each.name}" for each in here if each.reader != reader and each.name])
        self._show_suggestions()
        self._show_table(reader)

    def _follow_suggestions(self) -> None:
        if self._stage.isVisible():
            self._show_suggestions()
        else:  # what nobody looks at is not asked for
            self._stage.refresh_soon()

    def _show_suggestions(self) -> None:
        channel = self._stage.channel()
        found = self._stage.features.suggestions.of(channel) if channel is not None else ()
        self._detail.setSuggestions(
            [
                tr_count(
                    "{name}? {overlap:.0f} % overlap, {chance:.0f} % by chance, {count} photograph",
                    "{name}? {overlap:.0f} % overlap, {chance:.0f} % by chance, {count} photographs",
                    each.photographs,
                    name=each.name,
                    overlap=100 * each.overlap,
                    chance=100 * each.chance,
                )
                for each in found
            ]
        )

    def accept_suggestion(self) -> None:
        """Give the first name that lesions suggest and that is not given yet."""
        channel = self._stage.channel()
        if channel is None or not self._detail.form.isEnabled():
            return
        given = names_in(self._detail.form.value().names)
        new = [each.name for each in self._stage.features.suggestions.of(channel) if each.name not in given]
        if new:
            self.toggle(new[0])

    def _show_table(self, reader: str) -> None:
        table, names = self.table(), self._kept.names
        if table is None:
            return
        if not self._page.reader.hasFocus():
            self._page.reader.setText(reader)
        self._page.setTable(table)
        others = sorted({each.reader for each in names} - {reader})
        self._page.setAgreement([(other, agreement(names, reader, other)) for other in others])
        where = tr("in the project") if self._kept.has_project else tr("beside your settings")
        count = sum(row.named for row in table.rows)
        self.said.emit(
            tr("{count} features are named. They are kept {where}.", count=count, where=where) if count else ""
        )

    def give_by_digit(self, digit: int) -> None:
        """Give a name of the vocabulary, or take it off where it was given."""
        place, vocabulary = (digit - 1) % 10, self.vocabulary()
        if place < len(vocabulary):
            self.toggle(vocabulary[place])

    def toggle(self, name: str) -> None:
        """Give a name beside those that are given, or take it off."""
        if not self._detail.form.isEnabled():
            return
        value = self._detail.form.value()
        names = list(names_in(value.names))
        names = [each for each in names if each != name] if name in names else [*names, name]
        self.give(Naming(joined(names), value.notes, value.confidence))

    def go_to_form(self) -> None:
        """Write a name."""
        if self._detail.form.isEnabled():
            self._detail.form.names.setFocus()
            self._detail.form.names.selectAll()

    def give(self, value: Naming) -> None:
        """Keep what the chosen channel is called."""
        model, layer, channel = self._stage.session.model, self._stage.session.selection.layer, self._stage.channel()
        if model is None or layer is None or channel is None or not self._kept.can_name():
            return
        self._kept.put(FeatureName(model.id, layer, channel, self.reader(), value.names, value.confidence, value.notes))
