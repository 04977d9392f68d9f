"""One area of GitHub's events: issues and their comments, discussions, labels, milestones and projects."""
