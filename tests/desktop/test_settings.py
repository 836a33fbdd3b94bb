"""Settings: typed, with defaults, and never a reason not to start."""

from pathlib import Path

import pytest

from desktop.settings import RECENT_MODELS, RESTORES_SESSION, SELECTION, THEME, Settings, remembered


def test_what_is_set_is_there_again_in_the_next_run(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "folder" / "settings.ini")
    settings.setValue(THEME, "light")
    settings.setValue(RECENT_MODELS, ("/a b/ä.safetensors", "C:\\x, y"))
    settings.setValue(SELECTION, {"layer": "features.1", "target": None, "n": 3})
    settings.setValue(RESTORES_SESSION, False)
    settings.sync()
    again = Settings(tmp_path / "folder" / "settings.ini")
    assert again.value(THEME) == "light"
    assert again.value(RECENT_MODELS) == ("/a b/ä.safetensors", "C:\\x, y")
    assert again.value(SELECTION) == {"layer": "features.1", "target": None, "n": 3}
    assert again.value(RESTORES_SESSION) is False


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe[[[", b"[recent]\nmodels=17\n", b'[recent]\nmodels="{"\n'])
def test_a_broken_file_gives_the_defaults_and_can_be_written_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.value(RECENT_MODELS) == ()
    assert settings.value(THEME) == "dark"
    settings.setValue(THEME, "light")
    settings.sync()
    assert Settings(path).value(THEME) == "light"


def test_a_value_of_the_wrong_type_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text('[session]\nrestore="3"\nselection="[1, 2]"\n')
    assert Settings(path).value(RESTORES_SESSION) is True
    assert Settings(path).value(SELECTION) == {}


def test_recent_files_are_few_and_each_is_there_once() -> None:
    recent: tuple[str, ...] = ()
    for number in [*range(20), 3]:
        recent = remembered(recent, Path(f"/{number}"))
    assert recent[0] == str(Path("/3"))
    assert len(recent) == 12
    assert len(set(recent)) == 12
