"""The terminal program: screens that ask the study and show what it answers."""
