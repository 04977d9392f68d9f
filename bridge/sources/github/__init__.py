"""GitHub: https://docs.github.com/webhooks. ``source.GitHub`` is the way in; ``kinds`` is the table."""
