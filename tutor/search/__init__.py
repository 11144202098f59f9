"""The language in which cards are searched for: read, checked, completed; it knows no database."""
