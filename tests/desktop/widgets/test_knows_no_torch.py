import subprocess
import sys
from pathlib import Path

MODULES = (
    "desktop.itemmodels.thumbnails",
    "desktop.itemmodels.layers",
    "desktop.itemmodels.classes",
    "desktop.itemmodels.commands",
    "desktop.widgets.thumbnail_view",
    "desktop.widgets.thumbnail_header",
    "desktop.widgets.class_list",
    "desktop.widgets.layer_tree",
    "desktop.widgets.layer_strip",
    "desktop.widgets.import_form",
    "desktop.widgets.card_view",
    "desktop.widgets.command_palette",
    "desktop.widgets.shortcut_list",
    "desktop.widgets.message_bar",
    "desktop.widgets.job_bar",
    "desktop.widgets.empty_state",
    "desktop.widgets.elided_label",
)


def test_the_widgets_import_neither_torch_nor_the_session(repository: Path) -> None:
    code = (
        f"import importlib, sys\nfor name in {MODULES!r}: importlib.import_module(name)\n"
        "unwanted = ('torch', 'torchvision', 'desktop.session', 'desktop.settings')\n"
        "print([name for name in unwanted if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"
