"""From a raw table to typed columns: values, bounds, rules between columns. The store is not looked at."""
