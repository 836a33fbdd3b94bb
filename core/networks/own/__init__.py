"""Networks of theses and competitions that no library builds, as architectures "funduscope/NAME".

Each family is a file: what the network is, from which source, and in one table what its members differ in.
"""

from core.networks.own.catalogue import OWN_NETWORKS
from core.networks.own.network import OwnNetwork
from core.networks.own.totals import total_parameters

__all__ = ["OWN_NETWORKS", "OwnNetwork", "total_parameters"]
