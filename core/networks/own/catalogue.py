"""The list of our own architectures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.networks.own.casini import CASINI_NETWORKS
from core.networks.own.defauw import DE_FAUW_NETWORKS
from core.networks.own.die import DIE_NETWORKS
from core.networks.own.network import OwnNetwork
from core.networks.own.pooled import POOLED_NETWORKS
from core.networks.own.transfer import TRANSFER_NETWORKS

OWN_NETWORKS: Mapping[str, OwnNetwork] = MappingProxyType(
    {**CASINI_NETWORKS, **TRANSFER_NETWORKS, **POOLED_NETWORKS, **DE_FAUW_NETWORKS, **DIE_NETWORKS}
)
"""By the name behind "funduscope/"."""
