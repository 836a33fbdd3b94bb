"""The command `metrics`: published tables in, published figures out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from core.cli.program import main

DE_FAUW = """38109,980,415,5,24
2260,851,639,11,1
1544,805,3549,1858,105
33,12,207,857,105
72,11,161,384,578
"""


def test_a_published_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "matrix.csv").write_text(DE_FAUW)
    out = tmp_path / "out.json"
    assert main(["metrics", "--confusion", str(tmp_path / "matrix.csv"), "--json", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["accuracy"] == pytest.approx(0.8202, abs=5e-5)
    assert found["quadratic_weighted_kappa"] == pytest.approx(0.8227, abs=5e-5)
    assert found["count"] == 53_576
    assert [each["support"] for each in found["per_class"]] == [39533, 3762, 7861, 1214, 1206]
    assert found["intervals"]["accuracy"]["low"] < found["accuracy"] < found["intervals"]["accuracy"]["high"]
    assert found["cautions"] == []
    assert found["disclaimer"] == "Not for clinical use"
    assert "0.8227" in capsys.readouterr().out


@pytest.mark.parametrize("delimiter", [",", ";", "\t", " "])
def test_separators(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "matrix.csv").write_text(f"\ufeff8{delimiter}2\n1{delimiter}9\n", encoding="utf-8")
    out = tmp_path / "out.json"
    assert main(["metrics", "--confusion", str(tmp_path / "matrix.csv"), "--json", str(out)]) == 0
    assert json.loads(out.read_text())["confusion_matrix"] == [[8, 2], [1, 9]]


def test_predictions_beside_labels(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    given, labels = random.dirichlet(np.ones(5), 80), random.integers(0, 5, 80)
    lines = [f"some/where/{i}.jpg,{row.argmax()},{','.join(map(str, row))}" for i, row in enumerate(given)]
    header = "image,predicted,0,1,2,3,4"
    (tmp_path / "predictions.csv").write_text("\n".join([header, *lines]))
    order = random.permutation(80)
    (tmp_path / "labels.csv").write_text("id_code,diagnosis\n" + "\n".join(f"{i},{labels[i]}" for i in order))
    out = tmp_path / "out.json"
    arguments = ["--labels", str(tmp_path / "labels.csv"), "--predictions", str(tmp_path / "predictions.csv")]
    assert main(["metrics", *arguments, "--json", str(out)]) == 0
    found = json.loads(out.read_text())
    kappa = cohen_kappa_score(labels, given.argmax(1), weights="quadratic")
    assert found["quadratic_weighted_kappa"] == pytest.approx(kappa)
    assert found["auc_referable"] == pytest.approx(roc_auc_score(labels >= 2, given[:, 2:].sum(1)))
    assert "independent_of_labels" in {each["concern"] for each in found["cautions"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,2\n3\n", "is no confusion matrix"),
        ("1,2,3\n4,5,6\n", "It must be square"),
        ("a,b\n1,2\n3,4\n", "is no confusion matrix"),
        ("1,x\n3,4\n", "'x', which is no count"),
        ("1,-2\n3,4\n", "'-2', which is no count"),
        ("1,2.5\n3,4\n", "'2.5', which is no count"),
        ("", "is no confusion matrix"),
    ],
)
def test_what_is_no_matrix(tmp_path: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "matrix.csv").write_text(text)
    assert main(["metrics", "--confusion", str(tmp_path / "matrix.csv")]) == 2
    assert message in capsys.readouterr().err


def test_arguments_that_do_not_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics"]) == 2
    assert "Give either --confusion" in capsys.readouterr().err
    assert main(["metrics", "--confusion", str(tmp_path / "gone.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
