"""The graphics card goes in the middle of a question: it is said, and the program goes on once it is back."""

from __future__ import annotations

from typing import Any

import torch
from pytestqt.qtbot import QtBot

from core.networks.device_failures import DeviceError
from desktop.app import Program


def test_a_card_that_goes_in_the_middle_is_said_and_the_next_question_is_answered(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    assert session.model is not None
    said: list[Exception] = []
    session.failed.connect(said.append)

    def gone(*_arguments: Any) -> None:
        raise torch.AcceleratorError("CUDA error: unspecified launch failure\nmore lines")

    hook = session.model.module.register_forward_pre_hook(gone)
    session.step(1)
    qtbot.waitUntil(lambda: any(isinstance(error, DeviceError) for error in said))
    qtbot.waitUntil(lambda: ready.lanes.network.is_idle)
    hook.remove()
    assert ready.crash.dialog is None
    session.step(1)
    qtbot.waitUntil(
        lambda: (
            session.photograph is not None
            and session.photograph.path == session.selection.photograph
            and session.explanation is not None
            and session.explanation.query.image == session.photograph.id
        )
    )
    assert ready.crash.dialog is None
