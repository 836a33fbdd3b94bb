"""The menu Train: training and experiments."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId

C = CommandId

TRAIN_COMMANDS: tuple[Command, ...] = (
    Command(
        C.NEW_TRAINING,
        Menu.TRAIN,
        "&New training…",
        "Ctrl+Shift+T",
        "Fill in what a network is to learn from, and watch it learn",
        "run",
    ),
    Command(
        C.REPORT_RUN,
        Menu.TRAIN,
        "R&eport of run…",
        "Ctrl+Shift+U",
        "Write curves, figures and settings of the run that is chosen as PDF or HTML",
        "report",
    ),
    Command(
        C.REPRODUCE,
        Menu.TRAIN,
        "&Reproduce…",
        "Ctrl+R",
        "Repeat the experiments of the works this program grew from, with figures that they lacked",
        "reproduce",
    ),
)
