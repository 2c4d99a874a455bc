"""An address in, the document behind it out; for a page of a WordPress site its posts as the site's API gives them."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, tzinfo
from urllib.parse import urljoin

from flashgen.config import Sizes
from flashgen.model import Problem
from flashgen.sources.api import PER_PAGE, roots_in, route
from flashgen.sources.document import Document, UnreadableError
from flashgen.sources.fetch import Answer, Manners, Web
from flashgen.sources.post import moment

_LINK = re.compile(r'<([^<>\s]+)>([^<>]*)rel="?alternate"?([^<>]*)')
_ONE_POST = re.compile(r"/wp/v2/(?:posts|pages)/\d+/?$")
_ARCHIVE = re.compile(r"/wp/v2/(categories|tags)/(\d+)/?$")


def open_page(url: str, *, zone: tzinfo, sizes: Sizes, web: Web | None = None) -> Document | Problem:
    """What an address answers, or the Problem why it does not."""
    try:
        with web or Web(Manners(size=sizes.file)) as net:
            answer = net.get(url)
            if answer.status < 400:
                answer = _as_posts(net, answer, url)
    except UnreadableError as error:
        return Problem(url, "error", error.message, error.hint)
    if answer.status >= 400:
        return Problem(url, "error", f"answered {answer.status}", "is the address right?")
    saved = moment(answer.headers.get("last-modified", ""), UTC) or datetime.now(UTC)
    stream = io.BufferedReader(io.BytesIO(answer.body))
    return Document(url, stream, url=answer.url, saved=saved.astimezone(zone), zone=zone, sizes=sizes)


def _as_posts(web: Web, answer: Answer, start: str) -> Answer:
    """The same as JSON, when the page says that it is a WordPress post, an archive or the front page of such a site."""
    other = _json_address(answer)
    if not other:
        return answer
    try:
        posts = web.get(other[0], other[1], start=start)
    except UnreadableError:
        return answer
    is_json = posts.status < 400 and posts.body.lstrip()[:1] in (b"{", b"[")
    return posts if is_json else answer


def _json_address(answer: Answer) -> tuple[str, dict[str, str]] | None:
    link = answer.headers.get("link", "")
    roots = [urljoin(answer.url, root) for root in roots_in(link)]
    if not roots:
        return None
    alternates = [
        found[1] for found in _LINK.finditer(link) if "json" in found[2] + found[3] and "oembed" not in found[1]
    ]
    params = {"per_page": str(PER_PAGE), "_embed": "wp:term"}
    for address in alternates:
        if _ONE_POST.search(address):
            return urljoin(answer.url, address), {"_embed": "wp:term"}
        if archive := _ARCHIVE.search(address):
            params[archive[1]] = archive[2]
    if (alternates and len(params) == 2) or _is_feed(answer):
        return None
    url, more = route(roots[0], "wp/v2/posts")
    return url, {**more, **params}


def _is_feed(answer: Answer) -> bool:
    return "html" not in answer.headers.get("content-type", "html")
