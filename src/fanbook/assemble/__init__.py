"""Stories to Books: arrangement, front matter, back matter."""

from fanbook.assemble.anthology import assemble_anthology
from fanbook.assemble.bundles import BUNDLES, Bundle, Bundling, bundle
from fanbook.assemble.single import assemble_story
from fanbook.assemble.volumes import Volume, of_bundle, of_recipe, volumes_of

__all__ = [
    "BUNDLES",
    "Bundle",
    "Bundling",
    "Volume",
    "assemble_anthology",
    "assemble_story",
    "bundle",
    "of_bundle",
    "of_recipe",
    "volumes_of",
]
