"""HTML of an article in, Page (blocks and tags) out. The only door to beautifulsoup4."""

from __future__ import annotations

from flashgen.blocks.outline import outline
from flashgen.blocks.page import Page, read_page

__all__ = ["Page", "outline", "read_page"]
