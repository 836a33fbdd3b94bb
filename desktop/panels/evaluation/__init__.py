"""The pages of the Evaluate workspace beside the figures of one model."""
