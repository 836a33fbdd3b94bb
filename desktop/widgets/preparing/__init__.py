"""What the dialog "Prepare photographs" is made of."""
