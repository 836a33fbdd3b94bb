"""The vessels of the retina: how they run, branch and thin out."""
