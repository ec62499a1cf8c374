"""Stories to Books: arrangement, front matter, back matter."""

from fanbook.assemble.anthology import BUNDLES, Bundle, assemble_anthology, bundle
from fanbook.assemble.single import assemble_story

__all__ = ["BUNDLES", "Bundle", "assemble_anthology", "assemble_story", "bundle"]
