"""What readers say of photographs and draw on them: names of lesions, their pixels, and files to share them by."""
