"""One area of GitHub's events: pull requests, reviews, comments on code, branches and wikis."""
