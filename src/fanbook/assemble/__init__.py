"""Stories to Books: arrangement, front matter, back matter."""
