"""What is in the repository: sources and what the project made itself; nothing of this machine, no data, no hosts."""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LARGEST_BYTES = 1_000_000
LARGER_FOLDERS = {"models": 100_000_000, "docs/images": 3_000_000, "resources/samples": 3_000_000}
LOCK_FILES = {
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
    "Pipfile.lock",
    "pip.conf",
    "uv.toml",
    ".pypirc",
    "package-lock.json",
}


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    """Every file that git holds or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=repository, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    names = sorted({name for name in done.stdout.decode().split("\0") if name})
    return [repository / name for name in names if (repository / name).is_file()]


@pytest.fixture(scope="module")
def texts(tracked: list[Path]) -> dict[Path, str]:
    """The text files among them; pictures and weights hold a zero byte."""
    contents = {path: path.read_bytes() for path in tracked}
    return {path: content.decode() for path, content in contents.items() if b"\0" not in content}


def test_no_file_is_large(tracked: list[Path], repository: Path) -> None:
    def limit(path: Path) -> int:
        name = path.relative_to(repository).as_posix()
        return next((size for folder, size in LARGER_FOLDERS.items() if name.startswith(f"{folder}/")), LARGEST_BYTES)

    assert [str(path) for path in tracked if path.stat().st_size > limit(path)] == []


def test_no_file_is_from_the_test_data(tracked: list[Path], data_dir: Path) -> None:
    sizes = {path.stat().st_size: path for path in tracked if path.stat().st_size > 1000}
    same = [
        (sizes[path.stat().st_size].name, path.name)
        for path in data_dir.rglob("*")
        if path.is_file() and path.stat().st_size in sizes and digest(path) == digest(sizes[path.stat().st_size])
    ]
    assert same == []


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_path_of_this_machine_is_written_down(texts: dict[Path, str], repository: Path) -> None:
    places = [str(place) for place in (repository, repository.parent, Path.home(), sys.prefix) if len(str(place)) > 4]
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(place)}[/\\]" for place in places))
    assert [(path.name, found.group()) for path, text in texts.items() if (found := pattern.search(text))] == []


def test_no_place_to_install_from_is_written_down(texts: dict[Path, str], tracked: list[Path]) -> None:
    pattern = re.compile(r"https?://[^\s\"'`)]+/simple\b|^\s*(--)?(extra-)?index-url\b|^\s*(--)?find-links\b", re.M)
    assert [(path.name, found.group()) for path, text in texts.items() if (found := pattern.search(text))] == []
    assert [path.name for path in tracked if path.name in LOCK_FILES] == []


def test_constraints_pin_every_requirement_and_name_no_host(repository: Path) -> None:
    lines = (repository / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-") or "==" not in line] == []
    pinned = {Requirement(line).name for line in lines}
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    assert {Requirement(one).name for one in wanted} - pinned == set()
    assert "opencv-python" not in pinned


def test_ci_calls_dev_py_and_nothing_else(repository: Path) -> None:
    script = repository / ".ci" / "run"
    commands = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert commands[-1] == "exec python3 dev.py test"
    assert all(line.startswith(("set ", "cd ")) for line in commands[:-1])
