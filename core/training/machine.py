"""What a machine can compute on, and why something that the settings ask for cannot be had on it. Knows no torch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import TrainingError
from core.training.settings import Device, Precision, TrainingSettings


@dataclass(frozen=True, slots=True)
class Machine:
    """`cards` are the names of the graphics cards that torch can use; the others say who has arithmetic for bf16."""

    cards: tuple[str, ...] = ()
    has_card_bf16: bool = False
    has_processor_bf16: bool = False

    def device(self, wanted: Device) -> Device:
        """Where it would be computed."""
        if wanted is Device.AUTO:
            return Device.CUDA if self.cards else Device.CPU
        return wanted


def hindrances(settings: TrainingSettings, machine: Machine) -> dict[str, TrainingError]:
    """Why the settings cannot be trained with on the machine, by "table.key"; empty where they can."""
    return dict(_hindrances(settings, machine))


def _hindrances(settings: TrainingSettings, machine: Machine) -> Iterator[tuple[str, TrainingError]]:
    wanted = settings.machine
    device = machine.device(wanted.device)
    if device is Device.CUDA and not machine.cards:
        yield (
            "machine.device",
            TrainingError("This machine has no graphics card that torch can use.", "Use the device 'cpu'."),
        )
    elif device is Device.CUDA and wanted.devices > len(machine.cards):
        text = f"{wanted.devices} devices are asked for, this machine has {len(machine.cards)}."
        yield "machine.devices", TrainingError(text, "Lower 'devices' in [machine].")
    reason = precision_hindrance(settings.run.precision, wanted.device, machine)
    if reason:
        yield (
            "run.precision",
            TrainingError(f"Precision '{settings.run.precision}' {reason}.", _other_precisions(wanted.device, machine)),
        )


def precision_hindrance(precision: Precision, device: Device, machine: Machine) -> str:
    """Why numbers of this kind cannot be computed with there, in a few words; empty where they can."""
    place = machine.device(device)
    if precision is Precision.FLOAT16 and place is not Device.CUDA:
        return "needs a graphics card"
    if precision is Precision.BFLOAT16 and place is Device.CUDA and machine.cards and not machine.has_card_bf16:
        return "needs a graphics card from 2020 on"
    return ""


def precision_note(precision: Precision, device: Device, machine: Machine) -> str:
    """What is to be known of numbers that can be had; empty where there is nothing."""
    if precision is Precision.BFLOAT16 and machine.device(device) is Device.CPU and not machine.has_processor_bf16:
        return "slower here: this processor has no arithmetic for it"
    return ""


def _other_precisions(device: Device, machine: Machine) -> str:
    names = [f"'{each}'" for each in Precision if not precision_hindrance(each, device, machine)]
    return f"Set 'precision' in [run] to {' or '.join(names)}."
