"""What is done about classes of unequal size: nothing, weights in the loss, or repeating and leaving out."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QSpinBox, QWidget

from core.datasets.balance import MAX_COUNT, BalanceMethod, BalancePlan
from desktop.translation import mark, tr
from desktop.widgets.wrapped_label import WrappedLabel

TITLES = {
    BalanceMethod.NONE: mark("Leave them as they are"),
    BalanceMethod.CLASS_WEIGHTS: mark("Weight the loss of each class"),
    BalanceMethod.RESAMPLE: mark("Repeat, and leave out, photographs"),
}
NOTES = {
    BalanceMethod.NONE: mark("A class with few photographs has little say in what is learned."),
    BalanceMethod.CLASS_WEIGHTS: mark(
        "Every photograph occurs once in an epoch; those of rare classes count for more. At a "
        "strength of 1 all classes have the same say."
    ),
    BalanceMethod.RESAMPLE: mark(
        "In an epoch every class occurs equally often: of smaller classes photographs are repeated "
        "(oversampling), of larger ones some are left out, others in each epoch (undersampling)."
    ),
}

_WHILE_TYPING = False


class BalanceForm(QWidget):
    """Fields of a :class:`BalancePlan`."""

    planChanged = Signal(object)
    """The BalancePlan that the user chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method = QComboBox()
        for method, title in TITLES.items():
            self.method.addItem(tr(title), method.value)
        self.count = QSpinBox(minimum=0, maximum=MAX_COUNT)
        self.count.setKeyboardTracking(_WHILE_TYPING)
        self.count.setSpecialValueText(tr("as many as the largest class has"))
        self.count.setGroupSeparatorShown(True)
        self.strength = QDoubleSpinBox(minimum=0.0, maximum=1.0, singleStep=0.1, decimals=2)
        self.strength.setKeyboardTracking(_WHILE_TYPING)
        self._note = WrappedLabel(role="dim")
        self._labels = {"count": QLabel(tr("Photographs of each class")), "strength": QLabel(tr("Strength"))}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Classes of unequal size"), self.method)
        form.addRow(self._labels["count"], self.count)
        form.addRow(self._labels["strength"], self.strength)
        form.addRow(self._note)
        self.method.setAccessibleName(tr("Classes of unequal size"))
        self.count.setAccessibleName(tr("Photographs of each class in an epoch"))
        self.strength.setAccessibleName(tr("Strength of the class weights"))
        self.method.activated.connect(lambda _row: self._tell())
        self.count.valueChanged.connect(lambda _value: self._tell())
        self.strength.valueChanged.connect(lambda _value: self._tell())
        self.setPlan(BalancePlan())

    def plan(self) -> BalancePlan:
        """What is chosen."""
        return BalancePlan(BalanceMethod(self.method.currentData()), self.strength.value(), self.count.value())

    def setPlan(self, plan: BalancePlan) -> None:
        """Show a plan, without telling anybody."""
        with QSignalBlocker(self.method), QSignalBlocker(self.count), QSignalBlocker(self.strength):
            self.method.setCurrentIndex(self.method.findData(plan.method.value))
            self.count.setValue(plan.count)
            self.strength.setValue(plan.strength)
        self._say()

    def _tell(self) -> None:
        self._say()
        self.planChanged.emit(self.plan())

    def _say(self) -> None:
        method = self.plan().method
        for name, field, its in (
            ("count", self.count, BalanceMethod.RESAMPLE),
            ("strength", self.strength, BalanceMethod.CLASS_WEIGHTS),
        ):
            self._labels[name].setVisible(method is its)
            field.setVisible(method is its)
        self._note.setText(tr(NOTES[method]))
