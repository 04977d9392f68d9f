"""One area of GitHub's events: continuous integration, deployments, releases, packages and pages."""
