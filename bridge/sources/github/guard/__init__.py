"""One area of GitHub's events: security alerts and advisories, and the requests around them."""
