"""The same quantity from several sources, side by side: what was declared, what differs, what may be shown of it."""
