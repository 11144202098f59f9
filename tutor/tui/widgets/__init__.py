"""The pieces the screens are made of: they show and ask, and decide nothing."""
