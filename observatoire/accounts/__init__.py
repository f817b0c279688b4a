"""Accounts in the store: opened, invited and closed by the manager, under the rules that the database applies."""
