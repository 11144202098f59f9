"""What a problem looks like, as rows of text."""
