"""Reports that can be handed on: of a photograph, a model, a training, a reader study; as HTML or PDF."""
