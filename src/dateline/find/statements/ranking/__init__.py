"""Ranking: a log-linear model that weighs what the rules found."""
