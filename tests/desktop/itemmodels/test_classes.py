import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.itemmodels.classes import ClassModel, ClassOrder, ClassRole

GRADES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")
PROBABILITIES = np.array([0.1, 0.05, 0.6, 0.2, 0.05], np.float32)


@pytest.fixture
def model(qapp: object) -> ClassModel:
    model = ClassModel()
    model.setClasses(GRADES)
    model.setProbabilities(PROBABILITIES)
    return model


def column(model: ClassModel, role: int) -> list[object]:
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_fits_the_rules_of_a_model(model: ClassModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for order in ClassOrder:
        model.setOrder(order)
        model.setFilter("e")
        model.setFilter("")
    assert tester.model() is model


def test_predicted_and_explained(model: ClassModel) -> None:
    assert model.predicted() == 2
    assert column(model, ClassRole.IS_PREDICTED) == [False, False, True, False, False]
    assert column(model, ClassRole.IS_TARGET) == [False, False, True, False, False]
    model.setTarget(4)
    assert column(model, ClassRole.IS_TARGET) == [False, False, False, False, True]
    assert column(model, ClassRole.IS_PREDICTED) == [False, False, True, False, False]
    description = model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert description == "Proliferative DR (class 4), probability 0.05, explained"


def test_order_by_probability_keeps_ties_in_class_order(model: ClassModel) -> None:
    model.setOrder(ClassOrder.PROBABILITY)
    assert column(model, ClassRole.INDEX) == [2, 3, 0, 1, 4]
    assert model.row(3) == 1
    model.setProbabilities(None)
    assert column(model, ClassRole.INDEX) == [0, 1, 2, 3, 4]
    assert column(model, ClassRole.PROBABILITY) == [None] * 5
    assert model.predicted() is None


def test_digits_are_those_of_the_first_ten_rows(qapp: object) -> None:
    model = ClassModel()
    model.setClasses([f"class {number}" for number in range(12)])
    assert column(model, ClassRole.DIGIT) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "", ""]


def test_filter(model: ClassModel) -> None:
    model.setFilter("dr no")
    assert column(model, ClassRole.INDEX) == [0]
    assert model.row(2) == -1


def test_probabilities_must_be_as_many_as_classes(model: ClassModel) -> None:
    with pytest.raises(ValueError, match="3"):
        model.setProbabilities(np.zeros(3, np.float32))


def test_the_array_given_may_change_afterwards(model: ClassModel) -> None:
    given = PROBABILITIES.copy()
    model.setProbabilities(given)
    given[:] = 0
    assert column(model, ClassRole.PROBABILITY)[2] == pytest.approx(0.6)
