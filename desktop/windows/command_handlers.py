"""What each command does in the window, and when it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from core.evaluation.grading import REFERABLE_FROM
from core.explain.targets import ExpectedGradeTarget, ReferableTarget
from core.networks.ensemble_arguments import is_ensemble
from desktop.commands import CLASS_COMMANDS, COMPARE_COMMANDS, METHOD_COMMANDS, PRESET_COMMANDS, CommandId
from desktop.session import Session
from desktop.widgets.photograph_view import CompareMode
from desktop.windows.dialogs import AboutDialog
from desktop.windows.languages import ask_language

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

C = CommandId
COMPARE_MODES = dict(
    zip(
        COMPARE_COMMANDS,
        (CompareMode.OVERLAY, CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE, CompareMode.PHOTOGRAPH, CompareMode.GRID),
        strict=True,
    )
)
TO_THE_END = 10**9
"""More steps than there are photographs or layers."""


Handlers = dict[CommandId, Callable[[], object]]


def command_handlers(window: MainWindow) -> Handlers:
    """For each command that is done in one call: the call."""
    return (
        _files(window)
        | _walking(window)
        | _viewing(window)
        | _explaining(window)
        | _working(window)
        | window.studying.handlers()
        | window.editing.handlers()
        | window.data_work.handlers()
        | window.annotation.handlers()
    )


def _files(window: MainWindow) -> Handlers:
    """What is opened, written and closed."""
    return {
        C.OPEN_PHOTOGRAPHS: window.asking.ask_photographs,
        C.OPEN_FOLDER: window.asking.ask_folder,
        C.OPEN_MODEL: window.asking.ask_model,
        C.OPEN_SAMPLES: window.samples.open,
        C.EXPORT: window.sharing.ask_export,
        C.EXPORT_OVERLAYS: window.overlay_exporting.ask,
        C.REPORT_PHOTOGRAPH: window.reporting.ask_photograph,
        C.REPORT_RUN: window.reporting.ask_run,
        C.CLOSE_PHOTOGRAPHS: window.close_photographs,
        C.QUIT: window.close,
        C.COPY: window.sharing.copy_view,
        C.COPY_CAPTION: window.sharing.copy_caption,
        C.PASTE: window.asking.paste,
        C.EDIT_CARD: window.models.edit_card,
    }


def _walking(window: MainWindow) -> Handlers:
    """From photograph to photograph, layer to layer, method to method, and back."""
    session, explaining = window.session, window.explanation
    return {
        C.BACK: session.back,
        C.FORWARD: session.forward,
        C.NEXT_PHOTOGRAPH: partial(session.step, 1),
        C.PREVIOUS_PHOTOGRAPH: partial(session.step, -1),
        C.FIRST_PHOTOGRAPH: partial(session.step, -TO_THE_END),
        C.LAST_PHOTOGRAPH: partial(session.step, TO_THE_END),
        C.NEXT_LAYER: partial(session.stepLayer, 1),
        C.PREVIOUS_LAYER: partial(session.stepLayer, -1),
        C.FIRST_LAYER: partial(session.stepLayer, -TO_THE_END),
        C.LAST_LAYER: partial(session.stepLayer, TO_THE_END),
        C.NEXT_METHOD: partial(explaining.stepMethod, 1),
        C.PREVIOUS_METHOD: partial(explaining.stepMethod, -1),
    }


def _viewing(window: MainWindow) -> Handlers:
    """How what there is is shown, and where one finds one's way."""
    view, comparing = window.viewer.view, window.comparing
    handlers: Handlers = {
        C.ZOOM_IN: lambda: comparing.zoomed().zoomIn(),
        C.ZOOM_OUT: lambda: comparing.zoomed().zoomOut(),
        C.FIT: lambda: comparing.zoomed().fit(),
        C.ONE_TO_ONE: lambda: comparing.zoomed().oneToOne(),
        C.RESET_LAYOUT: window.workspaces.resetLayout,
        C.REGION_VIEW: window.viewer.toggleRegionView,
        C.GUIDE: window.guide.openPage,
        C.METHOD_PAGE: lambda: window.guide.openMethod(window.session.selection.method),
        C.TOUR: window.tour.start,
        C.PALETTE: window.finding.show_palette,
        C.SHORTCUT_LIST: window.finding.show_shortcuts,
        C.ABOUT: lambda: AboutDialog(window).open(),
    }
    return handlers | {command: partial(view.setCompareMode, mode) for command, mode in COMPARE_MODES.items()}


def _explaining(window: MainWindow) -> Handlers:
    """What the network is asked, and how."""
    session, comparing, explaining = window.session, window.comparing, window.explanation
    handlers: Handlers = {
        C.CHECK_MAP: window.checking.check,
        C.PARAMETERS: explaining.openParameters,
        C.DEFAULT_PARAMETERS: explaining.form.reset,
        C.STOP: session.stop,
        C.GO_ON: session.resume,
        C.TARGETS: explaining.openTargets,
        C.FOLLOW_PREDICTION: window.toggle_following,
        C.RIVAL: explaining.explainRival,
        C.PROBABILITY: explaining.explainProbability,
        C.EXPECTED_GRADE: partial(session.chooseTarget, ExpectedGradeTarget()),
        C.REFERABLE: partial(session.chooseTarget, ReferableTarget()),
        C.CHANNEL: explaining.chooseChannel,
        C.STRONGEST_CHANNEL: explaining.chooseStrongestChannel,
        C.ALL_CHANNELS: window.channels.show,
        C.PIN: window.services.comparison.pinSelection,
        C.AGREEMENT: comparing.show_agreement,
    }
    handlers |= {command: partial(comparing.show, preset) for preset, command in PRESET_COMMANDS.items()}
    handlers |= {command: partial(session.chooseMethod, method) for method, command in METHOD_COMMANDS.items()}
    return handlers | {command: partial(window.choose_class, row) for row, command in enumerate(CLASS_COMMANDS)}


def _working(window: MainWindow) -> Handlers:
    """What takes a dialog or a workspace of its own."""
    return {
        C.MEMBERS: window.evaluate_work.show_members,
        C.ANIMATE: window.animations.show,
        C.MAKE_PHOTOGRAPHS: window.making.ask,
        C.PREPARE: window.preparing.ask,
        C.AUDIT: window.auditing.ask,
        C.LANGUAGE: partial(ask_language, window),
        C.NEW_TRAINING: window.training.new,
        C.REPRODUCE: window.gallery.show,
    }


def enabled_commands(session: Session) -> dict[CommandId, bool]:
    """For each command that needs something: whether it is there."""
    has_photograph, has_model, has_list = session.photograph is not None, session.model is not None, bool(session.order)
    is_chosen = session.selection.photograph is not None
    class_count = len(session.model.card.class_names) if session.model is not None else 0
    needs = {
        (C.EXPORT, C.COPY, C.ZOOM_IN, C.ZOOM_OUT, C.FIT, C.ONE_TO_ONE, C.SHOW_MASKS): has_photograph,
        # While the next one is read, the way in which it will be shown can be chosen.
        (C.HIDE_OVERLAY, *COMPARE_COMMANDS): is_chosen,
        tuple(PRESET_COMMANDS.values()): is_chosen and has_model,
        (C.SHOW_FOOTPRINT,): has_photograph and has_model,
        (C.NEXT_PHOTOGRAPH, C.PREVIOUS_PHOTOGRAPH, C.FIRST_PHOTOGRAPH, C.LAST_PHOTOGRAPH): has_list,
        (C.CLOSE_PHOTOGRAPHS,): has_list,
        (C.EXPORT_OVERLAYS,): has_model,
        (C.REPORT_PHOTOGRAPH,): has_photograph and session.prediction is not None,
        (C.NEXT_LAYER, C.PREVIOUS_LAYER, C.FIRST_LAYER, C.LAST_LAYER, C.FOLLOW_PREDICTION, C.EDIT_CARD): has_model,
        (C.PIN, C.AGREEMENT): has_model,
        (C.MEMBERS,): has_photograph and session.model is not None and is_ensemble(session.model.card.arguments),
        (C.NEXT_METHOD, C.PREVIOUS_METHOD, C.PARAMETERS, C.DEFAULT_PARAMETERS, C.TARGETS): has_model,
        (C.RIVAL, C.PROBABILITY): session.prediction is not None and class_count > 1,
        (C.EXPECTED_GRADE, C.REFERABLE): class_count > REFERABLE_FROM,
        (C.CHANNEL, C.STRONGEST_CHANNEL, C.ALL_CHANNELS): has_model
        and has_photograph
        and session.selection.layer is not None,
        (C.STOP,): session.is_busy,
        (C.GO_ON,): session.is_stopped,
        (C.REGION_VIEW,): has_photograph,
        (C.BACK,): session.history.can_go_back,
        (C.FORWARD,): session.history.can_go_forward,
        (C.COPY_CAPTION, C.CHECK_MAP): session.explanation is not None,
    }
    enabled = {command: is_there for commands, is_there in needs.items() for command in commands}
    enabled |= dict.fromkeys(METHOD_COMMANDS.values(), has_model)
    return enabled | {command: row < class_count for row, command in enumerate(CLASS_COMMANDS)}
