"""One area of GitHub's events: reviews, comments, discussions, and what else happens to issues and pull requests."""
