"""Deck files in: find, read, report, and match edited cards to their history."""
