"""The chosen channel: large, what is known of it, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.resources import icon
from desktop.theme import sized
from desktop.translation import tr
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.name_form import NameForm
from desktop.widgets.wrapped_label import WrappedLabel

WIDTH_PX = 236
PICTURE_STRETCH = 1000
"""The picture takes all the room it has a use for, and what is left stands under what is said of it."""


class FeatureDetail(QWidget):
    """A column to the right of the grids."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(sized(WIDTH_PX))
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.big = BigPicture()
        self.facts = WrappedLabel(role="dim")
        self.reviewButton = QPushButton(tr(" Show in Review"))
        self.reviewButton.setIcon(icon("eye"))
        self.reviewButton.setToolTip(tr("Explain this channel on the photograph, in the Review workspace (Enter)"))
        self.form = NameForm()
        self.others = WrappedLabel(role="dim")
        self.suggestion = WrappedLabel()
        self.suggestion.setToolTip(
            tr(
                "By masks beside the strongest photographs and what readers have marked on them in the open project: "
                "the share of the feature's strongest regions in which the lesion lies, against its share of the "
                "photograph. M takes the first name"
            )
        )
        self.hint = WrappedLabel(
            tr("Arrows leaf, digits give the names of the vocabulary, N goes to the form."), role="dim"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.big, PICTURE_STRETCH)
        column.addWidget(self.facts)
        column.addStretch(1)
        for widget in (self.reviewButton, self.suggestion, self.form, self.others, self.hint):
            column.addWidget(widget)

    def clear(self) -> None:
        """Nothing is chosen."""
        self.title.setText("")
        self.facts.setText("")
        self.big.setImages()

    def setFacts(self, facts: Sequence[str]) -> None:
        """What is known, a line each."""
        self.facts.setText("\n".join(fact for fact in facts if fact))

    def setOthers(self, said: Sequence[str]) -> None:
        """What other readers call it."""
        self.others.setText("\n".join(said))
        self.others.setVisible(bool(said))

    def setSuggestions(self, said: Sequence[str]) -> None:
        """What lesions suggest, the best first."""
        self.suggestion.setText("\n".join([f"M: {said[0]}", *said[1:3]]) if said else "")
        self.suggestion.setVisible(bool(said))

    def setVocabulary(self, vocabulary: Sequence[str]) -> None:
        """The names that are offered; the first ten have a digit."""
        self.form.setVocabulary(vocabulary)
        self.hint.setToolTip("\n".join(f"{(place + 1) % 10}  {name}" for place, name in enumerate(vocabulary[:10])))
