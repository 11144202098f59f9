"""The one reader of Markdown: deck files, the screen and paper all see what it finds."""
