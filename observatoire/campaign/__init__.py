"""The yearly campaign of data: what each landlord is expected to send, by when, and the reminder to write."""
