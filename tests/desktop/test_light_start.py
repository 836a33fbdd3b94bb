"""A window with a project and no model takes no network library: that is most of what the program can weigh."""

import os
import subprocess
import sys
from pathlib import Path

from tests.desktop.conftest import write_photograph

HEAVY = ("torch", "torchvision", "timm", "scipy", "sklearn", "pandas", "matplotlib", "reportlab")
SCRIPT = """
import sys, time
from pathlib import Path
from desktop.app import Program, make_application
from desktop.files import UserFolders
from desktop.workspace import Workspace

place, heavy = Path(sys.argv[1]), sys.argv[2:]
app = make_application(["funduscope"])
program = Program(app, UserFolders.inside(place / "user"))
program.start()
data, projects = program.window.data, program.projects


def wait(is_so):
    end = time.monotonic() + 120
    while not is_so():
        app.processEvents()
        time.sleep(0.002)
        if time.monotonic() > end:
            sys.exit("it never came")


program.window.workspaces.choose(Workspace.DATA)
projects.create(place / "study.funduscope")
wait(lambda: projects.project is not None)
projects.add_folder(place / "eyes")
wait(lambda: data.model.rowCount() == 3 and not projects.is_reading)
wait(lambda: all(data.model.row(at) is not None for at in range(3)))
program.session.choosePhotograph(data.model.row(0).path)
wait(lambda: program.session.photograph is not None)
print("heavy:", *(name for name in heavy if name in sys.modules))
program.window.workspaces.choose(Workspace.TRAIN)
wait(lambda: program.networks.explainer is not None)
print("needed:", *(name for name in heavy if name in sys.modules))
program.window.close()
"""


def test_a_window_with_a_project_loads_no_network_library_until_one_is_needed(tmp_path: Path, repository: Path) -> None:
    for number in range(3):
        write_photograph(tmp_path / "eyes" / f"{number}_left.png", seed=number)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), *HEAVY],
        cwd=repository,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    heavy, needed = (line.split() for line in done.stdout.splitlines() if line.startswith(("heavy:", "needed:")))
    assert heavy == ["heavy:"]
    assert "torch" in needed
