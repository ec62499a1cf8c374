"""The folder a person works in: configuration, sidecars, which files are stories."""
