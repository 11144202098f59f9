"""Progress taken away: the whole history as JSON and back, as CSV, as a page of HTML."""
