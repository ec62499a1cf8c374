"""Draft to Story: the habits of fan fiction, one room a habit, in a fixed order."""
