"""Everything in Funduscope that needs no window: photographs, networks, explanations and the command line."""

__version__ = "0.1.0"
