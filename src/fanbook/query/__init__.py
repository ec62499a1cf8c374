"""Asking a library: `pairing = "Robin Hood/Marian" and rating <= "T" and words < 20000`.

A small language of comparisons with `and`, `or`, `not` and brackets. It names facts and can do nothing else:
no file, no code, no loop; the time it takes is that of its length times the number of stories.
"""

from fanbook.query.parse import And, Comparison, Not, Or, Query, parse_query

__all__ = ["And", "Comparison", "Not", "Or", "Query", "parse_query"]
