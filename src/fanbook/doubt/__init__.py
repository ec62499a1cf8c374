"""What fanbook is not sure of in a story, as questions that one key answers.

In: a recognised story. Out: `Doubt`s in order of consequence; for an answer, the `Settlement` that the
story's sidecar takes up. A doubt that was settled does not come back, whatever the answer was.
"""

from fanbook.doubt.doubt import Doubt, Place, Topic, by_consequence, from_json
from fanbook.doubt.facts import doubtful_facts, for_all
from fanbook.doubt.lines import doubtful_lines, one_by_one
from fanbook.doubt.names import doubtful_names
from fanbook.doubt.settle import Settlement, settle_as, settle_no, settle_value, settle_yes
from fanbook.recognise import Recognised

__all__ = [
    "Doubt",
    "Place",
    "Settlement",
    "Topic",
    "by_consequence",
    "doubtful_names",
    "find_doubts",
    "for_all",
    "from_json",
    "one_by_one",
    "settle_as",
    "settle_no",
    "settle_value",
    "settle_yes",
]


def find_doubts(found: Recognised) -> tuple[Doubt, ...]:
    """Everything that wants a person's word in a story, what matters most first."""
    return tuple(sorted((*doubtful_facts(found), *doubtful_lines(found.draft)), key=by_consequence))
