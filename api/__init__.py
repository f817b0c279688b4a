"""HTTP only: routes, schemas, problems, security. Reads published tables, never raw ones."""
