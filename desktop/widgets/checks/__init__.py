"""What shows the checks of a map: small maps with their figures, and the forms of what can be chosen."""
