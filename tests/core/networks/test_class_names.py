"""Class names from files in the forms that people keep them in."""

from pathlib import Path

import pytest

from core.errors import ModelError
from core.networks.class_names import default_class_names, imagenet_class_names, made_different, read_class_names


def _file(folder: Path, text: str, name: str = "names.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "No DR\nMild\nSevere\n",
        "\ufeffNo DR\r\n Mild \r\nSevere\r\n\r\n",
        '["No DR", "Mild", "Severe"]',
        '{"0": "No DR", "2": "Severe", "1": "Mild"}',
        '{"Mild": 1, "No DR": 0, "Severe": 2}',
        '{"0": ["n01", "No DR"], "1": ["n02", "Mild"], "2": ["n03", "Severe"]}',
    ],
)
def test_every_form(tmp_path: Path, text: str) -> None:
    assert read_class_names(_file(tmp_path, text)) == ("No DR", "Mild", "Severe")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "two names or more"),
        ("one", "two names or more"),
        ("a\n\nb", "blank name for class 1"),
        ("[1, 2]", "list of names"),
        ("[", "not valid JSON"),
        ('{"0": "a", "2": "b"}', "0, 1, 2"),
        ('{"0": "a", "x": "b"}', "0, 1, 2"),
        ('{"a": 0, "b": 0}', "0, 1, 2"),
        ('{"a": 1, "b": 2}', "0, 1, 2"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        read_class_names(_file(tmp_path, text))


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(ModelError, match="UTF-8"):
        read_class_names(tmp_path / "b.txt")
    with pytest.raises(ModelError, match="cannot be read"):
        read_class_names(tmp_path / "none.txt")
    with pytest.raises(ModelError, match="cannot be read"):
        read_class_names(tmp_path)


def test_names_that_occur_twice_get_their_number() -> None:
    assert made_different(["crane", "owl", "crane"]) == ("crane (0)", "owl", "crane (2)")


def test_the_real_file_of_imagenet(data_dir: Path) -> None:
    names = read_class_names(data_dir / "weights" / "imagenet_labels.json")
    assert len(names) == 1000
    assert names[0].startswith("tench")
    assert {name for name in names if name.startswith("crane")} == {"crane (134)", "crane (517)"}


def test_names_without_a_file() -> None:
    assert default_class_names(2) == ("class 0", "class 1")
    assert len(set(imagenet_class_names())) == 1000
