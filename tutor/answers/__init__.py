"""Typed mathematics: read, evaluated, compared and judged. Knows nothing of flows."""
