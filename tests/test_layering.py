"""The house has floors: the core knows no window, and the window opens before the networks are there."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

QT_AND_WINDOW = {"PySide6", "shiboken6", "pyqtgraph", "desktop"}
HEAVY = {"torch", "torchvision", "timm"}
LIGHT_CORE_MODULES = (
    "core.cli.program",
    "core.errors",
    "core.explain.explanation",
    "core.explain.overlay",
    "core.explain.query",
    "core.images.photograph",
    "core.networks.card",
    "core.networks.layers",
    "core.networks.proposal",
)


def modules_of(package: str, repository: Path) -> list[str]:
    found = pkgutil.walk_packages([str(repository / package)], f"{package}.", onerror=None)
    return sorted(module.name for module in found if not module.name.endswith(".__main__"))


def loaded_after_importing(modules: list[str], repository: Path) -> set[str]:
    """The top-level packages that are loaded in a fresh process after importing these modules."""
    code = (
        "import importlib, json, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_core_imports_no_qt_and_no_window(repository: Path) -> None:
    modules = modules_of("core", repository)
    assert "core.networks.layers" in modules
    assert loaded_after_importing(modules, repository) & QT_AND_WINDOW == set()


def test_the_window_imports_no_network_at_module_level(repository: Path) -> None:
    modules = modules_of("desktop", repository)
    assert "desktop.widgets" in modules
    loaded = loaded_after_importing(modules, repository)
    assert "PySide6" in loaded  # or nothing was imported at all
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("module", LIGHT_CORE_MODULES)
def test_what_the_window_needs_to_open_loads_no_network(module: str, repository: Path) -> None:
    assert loaded_after_importing([module], repository) & HEAVY == set()


def test_the_help_of_the_command_line_loads_nothing_heavy(repository: Path) -> None:
    assert loaded_after_importing(["core.cli.program"], repository) & {*HEAVY, "numpy", "cv2", "PIL", "tqdm"} == set()


def test_layers_hold(repository: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    done = subprocess.run([str(program), "--no-cache"], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
