"""What the page about features is made of."""
