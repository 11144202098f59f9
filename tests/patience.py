"""How long a test waits for what must come: only to end one that hangs, on the slowest machine."""

PATIENCE = 600.0  # seconds
