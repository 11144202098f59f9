"""What the log says of how it is going: figures, and how they are drawn."""
