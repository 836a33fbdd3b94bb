"""The parts of the animation's window, each by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.explain.colour_maps import ColourMap
from core.explain.posterior_strip import stacked_posteriors
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method
from core.explain.sequence import SequenceQuestion
from core.images.geometry import Affine
from core.networks.layers import Layer, Layout
from desktop.widgets.sequence.picture_view import PictureView
from desktop.widgets.sequence.player import Player
from desktop.widgets.sequence.posterior_strip import PosteriorStrip
from desktop.widgets.sequence.question_form import QuestionForm
from desktop.widgets.sequence.scale import NOTHING, NOTHING_HERE, SequenceScale

WAIT_MS = 10_000


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    player = Player(clock=Clock())
    qtbot.addWidget(player)
    player.setCount(10)
    return player


def tick(player: Player, seconds: float) -> None:
    player._clock.now_s += seconds  # type: ignore[attr-defined]
    player._tick()


# The player


def test_it_stands_where_the_clock_says(player: Player) -> None:
    seen: list[int] = []
    player.stepChanged.connect(seen.append)
    player.speed.setValue(10)
    player.play()
    tick(player, 0.1)
    tick(player, 0.3)  # a slow machine: steps are dropped, not the time
    assert seen == [1, 4]
    player.speed.setValue(2)
    tick(player, 0.5)
    assert seen[-1] == 5
    player.pause()


def test_at_the_end_it_begins_again_or_stops(player: Player) -> None:
    player.speed.setValue(10)
    player.play()
    tick(player, 1.2)
    assert (player.step(), player.isPlaying()) == (2, True)
    player.loopButton.click()
    tick(player, 0.9)
    assert (player.step(), player.isPlaying()) == (9, False)
    player.play()
    assert (player.step(), player.isPlaying()) == (0, True)
    player.pause()


def test_scrubbing_sets_the_clock_anew(player: Player) -> None:
    player.speed.setValue(10)
    player.play()
    player.setStep(6)
    tick(player, 0.1)
    assert player.step() == 7
    player.pause()


def test_steps_go_round_the_end_only_where_it_is_looped(player: Player) -> None:
    player.stepBy(-1)
    assert player.step() == 9
    player.stepBy(1)
    assert player.step() == 0
    player.loopButton.click()
    player.stepBy(-1)
    assert player.step() == 0
    assert player.place.text() == "1 of 10"


def test_real_time_passes(qtbot: QtBot) -> None:
    player = Player()
    qtbot.addWidget(player)
    player.setCount(5)
    player.speed.setValue(50)
    with qtbot.waitSignal(player.stepChanged, timeout=WAIT_MS):
        player.playButton.click()
    player.playButton.click()
    assert not player.isPlaying()


def test_nothing_and_one_cannot_be_played(qtbot: QtBot) -> None:
    player = Player()
    qtbot.addWidget(player)
    assert not player.isEnabled()
    player.setCount(1)
    player.play()
    assert not player.isPlaying()
    assert player.isEnabled()


# The strip


@pytest.fixture
def strip(qtbot: QtBot) -> PosteriorStrip:
    strip = PosteriorStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 300)
    posteriors = np.array([[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]], np.float32)
    strip.setPosteriors(stacked_posteriors(posteriors, ("No DR", "Severe")))
    strip.show()
    return strip


def test_the_strip_is_stacked_and_the_cursor_is_on_it(strip: PosteriorStrip, qtbot: QtBot) -> None:
    strip.setStep(1)
    picture = strip.grab().toImage()
    box = strip.stripRect()
    colours = stacked_posteriors(np.array([[0.5, 0.5]], np.float32), ("a", "b")).colours
    bottom, top = (QColor(*(int(part) for part in colour)) for colour in colours)
    assert picture.pixelColor(box.left() + 20, box.top() + box.height() // 2) == bottom
    assert picture.pixelColor(box.right() - 20, box.top() + box.height() // 2) == top
    assert picture.pixelColor(box.left() + 150, box.top() + 30).lightness() > 200
    assert strip.accessibleDescription() == "No DR 0.50, Severe 0.50"


def test_a_click_and_a_drag_choose_the_step(strip: PosteriorStrip, qtbot: QtBot) -> None:
    seen: list[int] = []
    strip.stepChosen.connect(seen.append)
    middle = strip.stripRect().center().y()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(150, middle))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(299, middle))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(150, 2))
    assert seen == [1, 2]


# The scale


def test_the_scale_says_what_the_colours_mean(qtbot: QtBot) -> None:
    scale = SequenceScale()
    qtbot.addWidget(scale)
    scale.resize(400, 24)
    assert scale.words() == ""
    scale.setScale((0.0, 0.4), ColourMap.INFERNO)
    scale.setLargest(0.1)
    assert scale.words() == "at most 0.1 here"
    left = scale.grab().toImage()
    scale.setLargest(0.4)
    assert scale.grab().toImage() != left
    scale.setLargest(0.0)
    assert scale.words() == NOTHING_HERE
    scale.setScale((0.0, 0.0), ColourMap.INFERNO)
    assert scale.words() == NOTHING


# The question


def _layer(name: str, channels: int) -> Layer:
    return Layer(
        name=name,
        type="Conv2d",
        shape=(channels, 8, 8),
        receptive_field=(3, 3),
        stride=(1.0, 1.0),
        is_global=False,
        to_input=Affine(),
        layout=Layout.CHANNELS_FIRST,
        prefix_tokens=0,
        call=1,
        is_changed_later=False,
    )


@pytest.fixture
def form(qtbot: QtBot) -> QuestionForm:
    form = QuestionForm()
    qtbot.addWidget(form)
    form.setModel(("No DR", "Severe"), [_layer("one", 4), _layer("two", 9)])
    return form


@pytest.mark.parametrize(
    "question",
    [
        SequenceQuestion(Method.GRAD_CAM, None, "two"),
        SequenceQuestion(Method.GRAD_CAM, ClassTarget(1), "one"),
        SequenceQuestion(Method.SALIENCY, ClassTarget(0)),
        SequenceQuestion(Method.SALIENCY, ChannelTarget("two", 8, Aggregate.SUM)),
    ],
)
def test_a_question_that_is_shown_is_the_one_that_is_chosen(form: QuestionForm, question: SequenceQuestion) -> None:
    form.setQuestion(question)
    assert form.question() == question


def test_only_what_belongs_to_the_question_is_shown(form: QuestionForm) -> None:
    form.setQuestion(SequenceQuestion(Method.SALIENCY, None))
    assert form.layer.isHidden()
    assert form.channel.isHidden()
    form.setQuestion(SequenceQuestion(Method.SALIENCY, ChannelTarget("one", 0)))
    assert not form.layer.isHidden()
    assert not form.channel.isHidden()
    assert form.channel.maximum() == 3


def test_a_choice_is_told(form: QuestionForm, qtbot: QtBot) -> None:
    form.target.setCurrentIndex(2)
    with qtbot.waitSignal(form.questionChanged) as told:
        form.target.activated.emit(2)
    assert told.args[0].target == ClassTarget(1)


def test_pictures_keep_their_proportions(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.setPicture(np.full((10, 20, 3), 200, np.uint8))
    assert view.pictureRect().size().toTuple() == (400, 200)
    assert view.grab().toImage().pixelColor(200, 150) == QColor(200, 200, 200)
    view.setPicture(None)
    assert view.picture().isNull()


def test_they_import_neither_torch_nor_the_session(repository: Path) -> None:
    names = ("picture_view", "player", "posterior_strip", "question_form", "scale")
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module('desktop.widgets.sequence.' + name)\n"
        "print([name for name in ('torch', 'desktop.session') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
