"""Bytes to Draft: encodings, line ends, the file's own layout of paragraphs."""
