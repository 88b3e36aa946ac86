"""Charts as files of their own: vectors and pixels in the paper's font, drawn without a browser."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import font_source_sans_pro

from dashboard.charts.grammar import Spec

FONT = "Source Sans Pro"
WEIGHTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
WIDTH = 620  # pixels across a page: 12 of them are 9 points of text
SHARP = 2  # pixels of a PNG to one of the chart


@cache
def fonts() -> TemporaryDirectory[str]:
    """The package has each weight twice, and which is taken would be the machine's choice: one of each, alone."""
    folder = TemporaryDirectory(prefix="fonts-")
    for weight in WEIGHTS:
        name = f"SourceSansPro-{weight}.ttf"
        (Path(folder.name) / name).symlink_to(Path(font_source_sans_pro.font_directory) / name)
    return folder


@cache
def _drawing() -> Any:
    """What draws charts, with a browser's engine in it: not before there is one to draw."""
    import vl_convert

    vl_convert.register_font_directory(fonts().name)
    return vl_convert


def svg(spec: Spec) -> str:
    """A chart as a vector."""
    return str(_drawing().vegalite_to_svg(_sized(spec), allowed_base_urls=[]))


def png(spec: Spec) -> bytes:
    """A chart as pixels, twice as many as on a page."""
    return bytes(_drawing().vegalite_to_png(_sized(spec), scale=SHARP, allowed_base_urls=[]))


def _sized(spec: Spec) -> Spec:
    return spec | {"width": WIDTH, "config": spec["config"] | {"font": f"{FONT}, sans-serif"}}
