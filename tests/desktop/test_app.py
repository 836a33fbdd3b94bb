"""The program as a whole, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WAIT_S = 1500


def run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=repository, env=environment, capture_output=True, text=True, timeout=WAIT_S
    )


def test_the_window_is_made_without_torch(repository: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop.app import Program, make_application\n"
        "from desktop.files import UserFolders\n"
        "app = make_application(['x'])\n"
        f"program = Program(app, UserFolders.inside(Path({str(tmp_path)!r})))\n"
        "program.window.show(); app.processEvents()\n"
        "found = [name for name in ('torch', 'torchvision', 'timm') if name in sys.modules]\n"
        "program.window.close()\n"
        "assert not found, found\n"
    )
    result = run(repository, "-c", code)
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
@pytest.mark.timeout(WAIT_S)
def test_the_self_test_passes(repository: Path) -> None:
    result = run(repository, "-m", "desktop", "--self-test")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "explained: occlusion" in result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("argument", ["/no/such/folder"])
def test_a_path_that_is_not_there_is_no_crash(repository: Path, argument: str) -> None:
    code = (
        "import sys; from PySide6.QtCore import QTimer; import desktop.app as app\n"
        "start = app.Program.start\n"
        "def begin(self, paths=()):\n"
        "    start(self, paths); QTimer.singleShot(500, self.window.close)\n"
        "app.Program.start = begin\n"
        f"sys.exit(app.main(['funduscope', {argument!r}]))\n"
    )
    result = run(repository, "-c", code)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
