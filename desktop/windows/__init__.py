"""The main window and dialogs that stand on their own."""
