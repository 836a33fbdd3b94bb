"""Networks: architectures, model files and cards, import of foreign weights, and what their layers are."""
