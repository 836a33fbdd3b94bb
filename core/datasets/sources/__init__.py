"""Where labelled photographs come from, one kind of source a module."""
