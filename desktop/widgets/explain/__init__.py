"""What is explained, by which method, with which parameters: choosers and forms."""
