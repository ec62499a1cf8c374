"""The frozen trees that every stage passes on. Imports nothing of ours but diagnostics."""
