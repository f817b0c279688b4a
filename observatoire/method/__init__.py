"""The method file and what may become one: recipes that people try, scenarios that they adopt."""
