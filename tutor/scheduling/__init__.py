"""Schedulers: how grades lead to the day a card is due next."""
