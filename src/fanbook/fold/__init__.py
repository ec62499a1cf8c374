"""A book at trim size to sheets that a home printer can print and a person can fold and sew.

`order` says which page stands where (pure), `paper` what the sheets are, `marks` what helps the hand,
`impose` puts the pages of a PDF there. `plan` makes an order of what was said.
"""
