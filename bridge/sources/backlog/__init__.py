"""Backlog: https://developer.nulab.com/docs/backlog/. ``source.Backlog`` is the way in; ``kinds`` is the table."""
