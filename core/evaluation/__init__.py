"""How good a model is, and whether its explanations point at what is there."""
