"""Where the lines of a paragraph end: the whole paragraph at once, over the widths of real letters.

In goes the markup of a chapter, out comes the same markup with a newline at every line's end, and
what is known about those lines. The steps: `shapes` measures, `words` finds the places where a line
may end, `totalfit` chooses among them, `plan` puts the newlines into the markup.
"""
