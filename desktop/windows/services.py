"""What the window is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.annotating import Annotating
from desktop.bundled import Bundled
from desktop.comparison import Comparison
from desktop.experiments import Experiments
from desktop.features import Features
from desktop.files import UserFolders
from desktop.lanes import Lanes
from desktop.orienting import Orienting
from desktop.painting import Painting
from desktop.panels.browser_panel import LoadThumbnail
from desktop.probing import Probing
from desktop.projects import Projects
from desktop.regions import Regions
from desktop.restore import HashIndex
from desktop.session import Session
from desktop.settings import Settings
from desktop.studies import Studies
from desktop.theme import Theme
from desktop.trainings import Trainings
from desktop.truth import Truth
from desktop.whatif import WhatIf


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """What the composition root gives to the window."""

    session: Session
    settings: Settings
    folders: UserFolders
    experiments: Experiments
    trainings: Trainings
    lanes: Lanes
    index: HashIndex
    load_thumbnail: LoadThumbnail
    load_oriented: LoadThumbnail
    orienting: Orienting
    truth: Truth
    whatif: WhatIf
    painting: Painting
    comparison: Comparison
    regions: Regions
    probing: Probing
    projects: Projects
    annotating: Annotating
    features: Features
    studies: Studies
    bundled: Bundled
    apply_theme: Callable[[Theme], None]
