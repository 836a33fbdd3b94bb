"""The workspaces: one for each kind of work. Changing between them changes what is laid out, never what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Workspace(StrEnum):
    """In the order of the bar; the value is what the settings hold."""

    REVIEW = "review"
    FEATURES = "features"
    DATA = "data"
    TRAIN = "train"
    EVALUATE = "evaluate"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class WorkspaceWords:
    """What the bar and the menu say of a workspace."""

    title: str
    shortcut: str
    tip: str


WORDS: dict[Workspace, WorkspaceWords] = {
    Workspace.REVIEW: WorkspaceWords("Review", "Alt+1", "Look at photographs, and at where the network looks"),
    Workspace.FEATURES: WorkspaceWords("Features", "Alt+2", "Leaf through what each layer has learned"),
    Workspace.DATA: WorkspaceWords("Data", "Alt+3", "Sort, filter, clean and annotate the photographs of a project"),
    Workspace.TRAIN: WorkspaceWords("Train", "Alt+4", "Train and fine-tune networks, and watch them learn"),
    Workspace.EVALUATE: WorkspaceWords("Evaluate", "Alt+5", "Measure models, and whether they look at the disease"),
    Workspace.STUDY: WorkspaceWords("Study", "Alt+6", "Let readers grade photographs with and without the network"),
}
OFFERED: tuple[Workspace, ...] = (
    Workspace.REVIEW,
    Workspace.FEATURES,
    Workspace.DATA,
    Workspace.TRAIN,
    Workspace.EVALUATE,
    Workspace.STUDY,
)
"""Those that have a page in the window, in the order of the bar; each has its CommandId."""
