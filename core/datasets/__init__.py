"""Collections of labelled photographs: where they come from and how they are divided."""
