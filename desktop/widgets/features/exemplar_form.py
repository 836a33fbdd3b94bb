"""What exemplars are made of, and how."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.features.exemplar_params import MOST, ExemplarParams, Parametrisation, Start
from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.features.member_box import MemberBox

WIDTH_PX = 200
FIRST_CHANNELS = "0-11"
"""What stands there at first; layers with fewer channels make do with theirs."""
START_WORDS = {
    Start.NOISE: mark("noise"),
    Start.MEAN: mark("mean patch"),
    Start.STRONGEST: mark("strongest"),
}
PARAMETRISATION_WORDS = {
    Parametrisation.PIXELS: mark("pixels"),
    Parametrisation.FREQUENCIES: mark("frequencies"),
}


class ExemplarForm(QWidget):
    """Channels or classes, and the parameters; a button that begins and one that stops."""

    makeRequested = Signal()
    stopRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH_PX)
        self._make_subject()
        self._make_parameters(ExemplarParams())
        self.makeButton = QPushButton(tr(" Make exemplars"))
        self.makeButton.setIcon(icon("run"))
        self.makeButton.setDefault(True)
        self.stopButton = QPushButton(tr(" Stop"))
        self.stopButton.setIcon(icon("cancel"))
        self.stopButton.hide()
        self._lay_out()
        self.makeButton.clicked.connect(self.makeRequested)
        self.wanted.returnPressed.connect(self.makeRequested)
        self.stopButton.clicked.connect(self.stopRequested)
        self.parametrisation.currentIndexChanged.connect(lambda _row: self._grey())
        self._grey()

    def _make_subject(self) -> None:
        """What exemplars are made of, and with what they begin."""
        self.kind = QComboBox()
        self.kind.addItem(tr("channels"), userData=False)
        self.kind.addItem(tr("classes"), userData=True)
        self.kind.setToolTip(tr("Pictures that excite channels of the layer, or the logits of classes, most"))
        self.wanted = QLineEdit(FIRST_CHANNELS, placeholderText="0-11, 40")
        self.wanted.setToolTip(
            tr("Numbers and ranges, up to {most}; a number twice makes two exemplars of it", most=MOST)
        )
        self.copies = _whole(1, 8, 1, tr("So many exemplars of each, which the price of being alike drives apart"))
        self.start = MemberBox(
            START_WORDS,
            tr(
                "Where the ascent begins: the mean is that of the photographs, patches are there after these were "
                "looked through"
            ),
        )

    def _make_parameters(self, defaults: ExemplarParams) -> None:
        """How they are made."""
        self.parametrisation = MemberBox(
            PARAMETRISATION_WORDS,
            tr("What is changed: Fourier coefficients give fewer speckles than pixels"),
        )
        self.parametrisation.setMember(defaults.parametrisation)
        self.decorrelated = QCheckBox(tr("Decorrelated colours"))
        self.decorrelated.setChecked(defaults.is_decorrelated)
        self.steps = _whole(1, 10_000, defaults.steps, tr("Steps of the ascent"))
        self.rate = _real(0.001, 10, defaults.learning_rate, 3, tr("How far each step goes (Adam)"))
        self.jitter = _whole(0, 64, defaults.jitter, tr("The picture is moved by up to so many pixels each step"))
        self.variation = _real(0, 1e4, defaults.total_variation, 2, tr("The price of differences between neighbours"))
        self.norm = _real(
            0, 1e3, defaults.norm, 2, tr("The largest strength of the picture, for pixels alone; 0: none")
        )
        self.diversity = _real(0, 1e4, defaults.diversity, 2, tr("The price of exemplars of one channel being alike"))
        self.patience = _whole(0, 10_000, defaults.patience, tr("Ends after so many steps without gain; 0: never"))
        self.seed = _whole(0, 2**31 - 1, defaults.seed, tr("Of the noise; one seed gives the same exemplars"))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(5)
        form.setContentsMargins(0, 0, 0, 0)
        for title, field in (
            (tr("Of"), self.kind),
            (tr("Numbers"), self.wanted),
            (tr("Of each"), self.copies),
            (tr("Start"), self.start),
            (tr("Change"), self.parametrisation),
            ("", self.decorrelated),
            (tr("Steps"), self.steps),
            (tr("Rate"), self.rate),
            (tr("Jitter"), self.jitter),
            (tr("Variation"), self.variation),
            (tr("Norm"), self.norm),
            (tr("Diversity"), self.diversity),
            (tr("Patience"), self.patience),
            (tr("Seed"), self.seed),
        ):
            form.addRow(*((title, field) if title else (field,)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.setSpacing(8)
        layout.addWidget(self.makeButton)
        layout.addWidget(self.stopButton)
        layout.addLayout(form)
        layout.addStretch(1)

    def _grey(self) -> None:
        self.norm.setEnabled(self.parametrisation.member() is Parametrisation.PIXELS)

    def params(self) -> ExemplarParams:
        """The parameters."""
        return replace(
            ExemplarParams(),
            steps=self.steps.value(),
            learning_rate=self.rate.value(),
            parametrisation=self.parametrisation.member(),
            is_decorrelated=self.decorrelated.isChecked(),
            jitter=self.jitter.value(),
            total_variation=self.variation.value(),
            norm=self.norm.value(),
            diversity=self.diversity.value(),
            patience=self.patience.value(),
            seed=self.seed.value(),
        )

    def isOfClasses(self) -> bool:
        """Whether classes are asked for."""
        return bool(self.kind.currentData())

    def setRunning(self, is_running: bool) -> None:  # noqa: FBT001
        """Show the button that makes sense."""
        self.makeButton.setVisible(not is_running)
        self.stopButton.setVisible(is_running)


def _whole(low: int, high: int, value: int, tip: str) -> QSpinBox:
    box = QSpinBox(minimum=low, maximum=high, value=value)
    box.setToolTip(tip)
    return box


def _real(low: float, high: float, value: float, decimals: int, tip: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setDecimals(decimals)
    box.setRange(low, high)
    box.setSingleStep(10**-decimals * (5 if decimals > 1 else 1))
    box.setValue(value)
    box.setToolTip(tip)
    return box
