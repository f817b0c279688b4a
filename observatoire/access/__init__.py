"""Who may read what, as pure rules: audiences and roles, perimeters, passwords, the identity of a provider."""
