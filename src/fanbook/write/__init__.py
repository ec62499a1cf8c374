"""Book to bytes: XHTML, EPUB, PDF."""
