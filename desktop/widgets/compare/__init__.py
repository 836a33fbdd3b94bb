"""Several maps of one photograph beside each other."""
