"""One area of GitHub's events: repositories, organizations, teams, rules, projects, and what only apps hear."""
