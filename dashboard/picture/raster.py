"""A picture as PNG, made from its SVG by resvg with our own font."""

from __future__ import annotations

from dashboard.picture.letters import font_file, has_letters


def png(svg: bytes) -> bytes:
    """The picture in its own size. The server's fonts are looked at for scripts that ours does not write."""
    import resvg_py

    text = svg.decode()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=text,
            font_files=[font_file()],
            skip_system_fonts=has_letters(text),
            font_family="Source Sans 3",
            sans_serif_family="Source Sans 3",
        )
    )
