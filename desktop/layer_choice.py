"""Which layer to look at first."""

from core.errors import ExplainError
from core.networks.layers import LayerTable


def default_layer(table: LayerTable) -> str | None:
    """The name of :attr:`LayerTable.default`, the same as on the command line; None where no layer can be shown."""
    try:
        return table.default.name
    except ExplainError:
        return None
