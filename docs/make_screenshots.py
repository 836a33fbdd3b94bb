"""Makes the pictures of `docs/images/` by driving the real window: `python docs/make_screenshots.py [SCENE …] [DATA]`.

What is shown are the samples and the models that come with the program: every panel, dark and light, at 1440x900 and at
1280x720. For the pictures of a network that knows cats, DATA is the folder with the real data (default `../shared/data`
beside the repository); without it they stay as they are.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HOME"] = os.environ["USERPROFILE"] = tempfile.mkdtemp()  # dialogs offer places in it
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "docs")]

from screenshots.data import data_scenes, project_scene
from screenshots.evaluation import evaluation_scene
from screenshots.everyday import everyday_scenes, everyday_things
from screenshots.features import features_scene
from screenshots.review import (
    annotation_scene,
    channels_scene,
    checks_scene,
    compare_scene,
    empty_scene,
    explanation_scene,
    report_scene,
    sample_scenes,
    whatif_scene,
)
from screenshots.stage import play
from screenshots.study import study_scenes
from screenshots.training import train_scenes

from desktop.app import make_application
from desktop.bundled import Bundled

SCENES = {
    "empty": empty_scene,
    "samples": sample_scenes,
    "compare": compare_scene,
    "explanation": explanation_scene,
    "channels": channels_scene,
    "checks": checks_scene,
    "features": features_scene,
    "what-if": whatif_scene,
    "data": data_scenes,
    "train": train_scenes,
    "project": project_scene,
    "annotation": annotation_scene,
    "evaluation": evaluation_scene,
    "report": report_scene,
    "study": study_scenes,
}
WITHOUT_SAMPLES = ("empty", "data", "train")


def main(words: list[str]) -> None:
    """Make every picture, or those of the scenes that are named."""
    named = [word for word in words if word in SCENES]
    folders = [Path(word) for word in words if word not in SCENES]
    data = folders[0] if folders else REPOSITORY.parent / "shared" / "data"
    app = make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for name in named or SCENES:
            bundled = Bundled() if name in WITHOUT_SAMPLES else Bundled.installed()
            play(app, Path(place) / name, bundled, SCENES[name])
        if data.is_dir() and not named:
            model, natural = everyday_things(data, Path(place))
            play(app, Path(place) / "everyday", Bundled(), lambda stage: everyday_scenes(stage, natural, model))


if __name__ == "__main__":
    main(sys.argv[1:])
