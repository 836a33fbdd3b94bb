"""What studies with readers are made of in the window."""
