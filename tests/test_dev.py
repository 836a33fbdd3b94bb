"""dev.py sets a copy of the source up, once, and says what to do where it cannot."""

import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


@pytest.fixture
def dev(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, looking at a copy of the source that has only what decides about the installation."""
    spec = importlib.util.spec_from_file_location("dev_under_test", repository / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(name)
    venv = tmp_path / ".venv"
    python = venv / "bin" / "python"
    for name, place in {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "stamp.json", "PYTHON": python}.items():
        monkeypatch.setattr(module, name, place)
    return module


@pytest.fixture
def installer(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """Takes the place of what installs; gives the steps it was asked for, and fails at one on request."""
    steps: list[list[str]] = []

    def watch(fails_at: str = "") -> list[list[str]]:
        steps.clear()

        def run_installer(command: list[str], environment: dict[str, str]) -> None:
            steps.append(command)
            if "venv" in command:
                dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
                dev.PYTHON.touch()
            if fails_at and fails_at in command:
                raise dev.DevError("failed on request")

        monkeypatch.setattr(dev, "run_installer", run_installer)
        return steps

    return watch


def test_the_first_call_makes_an_environment_and_the_second_does_nothing(dev: ModuleType, installer: Callable) -> None:
    steps = installer()
    dev.ensure_installed("test")
    assert [step[2] for step in steps] == ["venv", "pip", "uv"]
    assert steps[-1][-1] == f"{dev.ROOT}[test]"
    assert "constraints.txt" in steps[-1]
    steps = installer()
    dev.ensure_installed("test")
    dev.ensure_installed("run")
    assert steps == []


def test_another_command_adds_its_extras_to_those_that_are_there(dev: ModuleType, installer: Callable) -> None:
    installer()
    dev.ensure_installed("test")
    steps = installer()
    dev.ensure_installed("check")
    assert [step[2] for step in steps] == ["pip", "uv"]
    assert steps[-1][-1] == f"{dev.ROOT}[check,test]"


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed(dev: ModuleType, installer: Callable, name: str) -> None:
    installer()
    dev.ensure_installed("run")
    (dev.ROOT / name).write_text("changed")
    steps = installer()
    dev.ensure_installed("run")
    assert [step[2] for step in steps] == ["pip", "uv"]


def test_another_python_begins_anew(dev: ModuleType, installer: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    installer()
    dev.ensure_installed("run")
    monkeypatch.setattr(sys, "version", "3.12.99 (another)")
    steps = installer()
    dev.ensure_installed("run")
    assert [step[2] for step in steps] == ["venv", "pip", "uv"]
    assert "--clear" in steps[0]


@pytest.mark.parametrize("fails_at", ["pip", "uv"])
def test_an_interrupted_installation_begins_anew(dev: ModuleType, installer: Callable, fails_at: str) -> None:
    installer(fails_at)
    with pytest.raises(dev.DevError):
        dev.ensure_installed("run")
    assert not dev.STAMP.exists()
    steps = installer()
    dev.ensure_installed("run")
    assert [step[2] for step in steps] == ["venv", "pip", "uv"]


def test_a_change_that_is_interrupted_is_not_taken_for_complete(dev: ModuleType, installer: Callable) -> None:
    installer()
    dev.ensure_installed("run")
    (dev.ROOT / "constraints.txt").write_text("changed")
    installer("uv")
    with pytest.raises(dev.DevError):
        dev.ensure_installed("run")
    assert not dev.STAMP.exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"key": 1, "extras": "test"}', "\udcff"])
def test_a_damaged_stamp_counts_as_none(dev: ModuleType, installer: Callable, content: str) -> None:
    installer()
    dev.ensure_installed("run")
    dev.STAMP.write_bytes(content.encode("utf-8", "surrogateescape"))
    steps = installer()
    dev.ensure_installed("run")
    assert [step[2] for step in steps] == ["venv", "pip", "uv"]


def test_two_calls_do_not_install_at_once(dev: ModuleType) -> None:
    trying, inside = threading.Event(), threading.Event()

    def other() -> None:
        trying.set()
        with dev.one_at_a_time():
            inside.set()

    thread = threading.Thread(target=other)
    with dev.one_at_a_time():
        thread.start()
        trying.wait()
        assert not inside.wait(0.1)
    thread.join(10)
    assert inside.is_set()


def test_nothing_of_the_environment_can_bring_another_torch_in(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("UV_FIND_LINKS", "UV_EXTRA_INDEX_URL", "UV_TORCH_BACKEND", "UV_OVERRIDE", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_CERT", "certificates")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    environment = dev.installer_environment()
    assert "elsewhere" not in environment.values()
    assert environment["SSL_CERT_FILE"] == "certificates"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("error: failed to write: No space left on device (os error 28)", "disk is full"),
        ("OSError: [Errno 28] No space left", "disk is full"),
        ("error: Failed to fetch\n  Caused by: dns error: failed to lookup address information", "network"),
        ("WARNING: ... Temporary failure in name resolution", "network"),
        ("NewConnectionError: Failed to establish a new connection", "network"),
        ("No solution found when resolving dependencies", "begins anew"),
    ],
)
def test_a_failed_installation_is_explained(dev: ModuleType, output: str, words: str) -> None:
    assert words in dev.explain_failure(output, free_bytes=10)


def test_a_failing_installer_is_an_error_and_its_words_are_shown(
    dev: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(dev.DevError, match="disk is full"):
        dev.run_installer([sys.executable, "-c", "import sys; sys.exit('no space left on device')"], dict(os.environ))
    assert "no space left on device" in capfd.readouterr().err


def test_missing_libraries_are_found_by_loading_them(dev: ModuleType) -> None:
    assert dev.missing_packages({"libnot-there.so.7": "libnot-there7", "libalso-not.so": "libnot-there7"}) == [
        "libnot-there7"
    ]
    if sys.platform.startswith("linux"):
        assert dev.missing_packages({"libc.so.6": "libc6"}) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no Debian packages on Windows")
def test_without_root_the_one_line_to_run_is_told(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    with pytest.raises(dev.DevError, match="sudo apt-get install -y libegl1 libgl1"):
        dev.install_packages(["libegl1", "libgl1"], needed=True)
    dev.install_packages(["libxcb-cursor0"], needed=False)
    assert "sudo apt-get install -y libxcb-cursor0" in capsys.readouterr().err


def test_an_error_is_one_line_and_exit_status_2(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: str) -> None:
        raise dev.DevError("the disk is full")

    monkeypatch.setattr(dev, "ensure_system_libraries", lambda command: None)
    monkeypatch.setattr(dev, "ensure_installed", fail)
    assert dev.main(["run"]) == 2
    assert capsys.readouterr().err == "error: the disk is full\n"


def test_arguments_are_handed_on(dev: ModuleType) -> None:
    assert dev.parse(["test", "--slow", "-k", "gradcam"]) == ("test", ["--slow", "-k", "gradcam"])
    assert dev.parse(["run", "photo.jpg"]) == ("run", ["photo.jpg"])
    with pytest.raises(SystemExit):
        dev.parse(["fly"])


def test_check_runs_every_tool_although_one_fails(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def run(command: list[str], **_options: object) -> SimpleNamespace:
        seen.append(Path(command[0]).stem)
        return SimpleNamespace(returncode=1 if "mypy" in command[0] else 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert dev.check([]) == 1
    assert seen == ["ruff", "ruff", "mypy", "lint-imports"]


def test_an_older_python_is_told_which_one_is_needed(repository: Path) -> None:
    code = (
        "import runpy, sys\n"
        "sys.version_info = (3, 10, 2, 'final', 0)\n"
        f"runpy.run_path({str(repository / 'dev.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
