"""The attacker: deduces what a publication hides from everything that it shows, and certifies what resists.

It shares nothing with what protects a publication (an import contract says so): the two must be wrong in the same way
for a leak to pass. `system` is what an attacker knows, as linear facts; `elimination`, `solver` and `attack` deduce;
`knowledge` reads the facts in the rows of publications; `priors` and `structure` look for what is not linear;
`deduction` puts a leak into words; `running` and `certificate` make the audit of a store.
"""
