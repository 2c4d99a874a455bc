"""What read_page makes of HTML: whole outcomes, written as outlines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashgen.blocks import read_page
from flashgen.model import Block
from flashgen.reading import builtin_reading
from flashgen.text import clean


def outline(html: str) -> list[str]:
    """One line a block: nesting, kind, <label>, text, {path}."""
    lines: list[str] = []

    def add(block: Block, depth: int) -> None:
        label = f"<{block.label}> " if block.label else ""
        path = " {" + " > ".join(block.path) + "}" if block.path else ""
        lines.append(f"{'  ' * depth}{block.kind[0]} {label}{block.text}".rstrip() + path)
        for child in block.children:
            add(child, depth + 1)

    for block in read_page(html, builtin_reading()).blocks:
        add(block, 0)
    return lines


CASES = {
    "a label in bold with its sentence": (
        "<ul><li><strong>Space: </strong>Two pacts were signed in 1999.</li></ul>",
        ["i <Space> Two pacts were signed in 1999."],
    ),
    "a bare label owns the list under it": (
        "<h3>Key Points</h3><ul><li><b>Location:</b><br/><ul><li>It lies in Assam.</li></ul></li></ul>",
        ["h Key Points", "i <Location> {Key Points}", "  i It lies in Assam. {Key Points > Location}"],
    ),
    "a label cut in two bold pieces": (
        "<ul><li><strong>C</strong><strong>entral share:</strong> 60%</li></ul>",
        ["i <Central share> 60%"],
    ),
    "a colon after the bold part": (
        "<p><b>Launch Date</b>: 24 December 2025</p>",
        ["p <Launch Date> 24 December 2025"],
    ),
    "a plain label": ("<p>Headquarters: Geneva</p>", ["p <Headquarters> Geneva"]),
    "a label before a dash": ("<ul><li>Master Fund – Invests in ports</li></ul>", ["i <Master Fund> Invests in ports"]),
    "bold words inside a sentence are no label": (
        "<ul><li><strong>Nepal rejected the plan</strong> as unfair: it asked for talks.</li></ul>",
        ["i Nepal rejected the plan as unfair: it asked for talks."],
    ),
    "a clause before a colon is no label": (
        "<p>The winners are as follows: Asha and Ravi.</p>",
        ["p The winners are as follows: Asha and Ravi."],
    ),
    "a clock time is no label": ("<p>Doors open at 3:30 in Delhi.</p>", ["p Doors open at 3:30 in Delhi."]),
    "a list owned by the paragraph that ends in a colon": (
        "<p>The fund pays for:</p><ul><li>roads</li><li>ports</li></ul>",
        ["p The fund pays for:", "  i roads", "  i ports"],
    ),
    "a list after a full stop stands alone": (
        "<p>The lake is large.</p><ul><li>It is deep.</li></ul>",
        ["p The lake is large.", "i It is deep."],
    ),
    "a list beside its item, as editors write it": (
        "<ul><li><p>Claims can rest on:</p></li><ul><li><p>a contract</p></li></ul><li>Last</li></ul>",
        ["i Claims can rest on:", "  i a contract", "i Last"],
    ),
    "items without a list": ("<p>Context</p><li>One.</li><li>Two.</li>", ["p Context", "i One.", "i Two."]),
    "a short bold paragraph is a heading": (
        "<p><strong>Blue Fund</strong></p><p>It opened in 2019.</p>",
        ["h Blue Fund", "p It opened in 2019. {Blue Fund}"],
    ),
    "a bold sentence is no heading": (
        "<p><strong>The fund opened in 2019.</strong></p><p>It grew.</p>",
        ["p The fund opened in 2019.", "p It grew."],
    ),
    "a plain title before running text is a heading": (
        "<p>A Wider Role for States</p><p>States may now set the rate.</p>",
        ["h A Wider Role for States", "p States may now set the rate. {A Wider Role for States}"],
    ),
    "a plain title before a list is a heading": (
        "<p>Progress So Far</p><ul><li>One port is done.</li></ul>",
        ["h Progress So Far", "i One port is done. {Progress So Far}"],
    ),
    "a title with a subtitle is a heading": (
        "<p>Blue Fund: A New Way to Pay for Ports</p><p>The fund opened in 2019.</p>",
        [
            "h Blue Fund: A New Way to Pay for Ports",
            "p The fund opened in 2019. {Blue Fund: A New Way to Pay for Ports}",
        ],
    ),
    "a label may hold a number with a point": (
        "<p>Metro 2.0: It opens in May.</p>",
        ["p <Metro 2.0> It opens in May."],
    ),
    "a question is the heading of its answer": (
        "<p>Q1. Who pays for the port?</p><p>The Blue Fund pays.</p>",
        ["h Q1. Who pays for the port?", "p The Blue Fund pays. {Q1. Who pays for the port?}"],
    ),
    "who publishes, in the first line": (
        "<p>Ministry of Rain</p><p>It rained in Goa.</p><p>Ministry of Rain</p>",
        ["p It rained in Goa.", "p Ministry of Rain"],
    ),
    "headings nest by rank": (
        "<h2>A</h2><h3>B</h3><p>one two.</p><h2>C</h2><p>three.</p>",
        ["h A", "h B {A}", "p one two. {A > B}", "h C", "p three. {C}"],
    ),
    "raised and lowered characters stay with their word": (
        "<p>On the 2<sup>nd</sup> day 30 km<sup>2</sup> burnt, giving CO<sub>2</sub>.</p>",
        ["p On the 2nd day 30 km2 burnt, giving CO2."],
    ),
    "lines divided by br": (
        "<p>First point.<br>Second point.<br/>a third, which\ngoes on</p>",
        ["p First point.", "p Second point.", "p a third, which goes on"],
    ),
    "a br inside a sentence does not divide it": (
        "<p>The river rises in the hills<br>and falls into the sea.</p>",
        ["p The river rises in the hills and falls into the sea."],
    ),
    "text in divs": ("<div>One.<div>Two.</div>Three.</div>", ["p One.", "p Two.", "p Three."]),
    "text without tags": ("One line\nof text.\n\nAnother one.", ["p One line of text.", "p Another one."]),
    "a quotation": ("<blockquote><p>Be brief.</p></blockquote>", ["q Be brief."]),
    "definitions": (
        "<dl><dt>Monsoon</dt><dd>A wind that turns.</dd></dl>",
        ["h Monsoon", "i A wind that turns. {Monsoon}"],
    ),
    "a table with column names": (
        "<table><tr><th>State</th><th>Capital</th></tr><tr><td>Goa</td><td>Panaji</td></tr></table>",
        ["c Panaji {Goa > Capital}"],
    ),
    "a dateline is no label": (
        "<p>NEW DELHI, March 3 (PTI): Rain fell.</p><p>Mumbai: Rain fell.</p><p>Rains: They fell.</p>",
        ["p Rain fell.", "p Rain fell.", "p <Rains> They fell."],
    ),
    "a deed with its preposition is a label": (
        "<p>Launched in: 2019</p><p>Target: To add five looms by 2026</p><p>Seat: Surat</p>",
        ["p <Launched in> 2019", "p <Target> To add five looms by 2026", "p <Seat> Surat"],
    ),
    "rows called by a number or an order": (
        "<table><tr><th>Article</th><th>Says</th></tr><tr><td>44</td><td>One code</td></tr></table>"
        "<table><tr><th>Plan</th><th>From</th></tr><tr><td>First</td><td>1951</td></tr></table>",
        ["c One code {Article 44 > Says}", "c 1951 {First Plan > From}"],
    ),
    "a table of names and values": (
        "<table><tr><td>Launched</td><td>2016</td></tr><tr><td>Ministry</td><td>Power</td></tr></table>",
        ["c <Launched> 2016", "c <Ministry> Power"],
    ),
    "a column of running numbers names nothing": (
        "<table><tr><th>No.</th><th>State</th><th>Capital</th></tr><tr><td>1</td><td>Goa</td><td>Panaji</td></tr></table>",
        ["c Panaji {Goa > Capital}"],
    ),
    "a table whose first row names the numbers under it": (
        "<table><tr><td>Land</td><td>Wage</td></tr><tr><td>Peru</td><td>298</td></tr><tr><td>Oman</td><td>966</td></tr></table>",
        ["c 298 {Peru > Wage}", "c 966 {Oman > Wage}"],
    ),
    "a cell that spans three rows": (
        "<table><tr><th>Zone</th><th>City</th><th>Rain</th></tr><tr><td rowspan=3>East</td><td>Puri</td><td>9</td></tr>"
        "<tr><td>Gaya</td><td>7</td></tr><tr><td>Pune</td><td>5</td></tr></table>",
        [
            "c Puri {East > City}",
            "c 9 {East > Rain}",
            "c Gaya {East > City}",
            "c 7 {East > Rain}",
            "c Pune {East > City}",
            "c 5 {East > Rain}",
        ],
    ),
    "a table that arranges the page": (
        "<table><tr><td><h2>News</h2><p>It rained.</p></td></tr></table>",
        ["h News", "p It rained. {News}"],
    ),
    "rows joined by rowspan": (
        "<table><tr><th>Zone</th><th>City</th><th>Rain</th></tr><tr><td rowspan=2>East</td><td>Puri</td><td>9</td></tr>"
        "<tr><td>Gaya</td><td>7</td></tr></table>",
        ["c Puri {East > City}", "c 9 {East > Rain}", "c Gaya {East > City}", "c 7 {East > Rain}"],
    ),
    "page furniture": (
        "<nav><a href=x>Home</a></nav><script>alert(1)</script><p>It rained.</p><p>Read More</p>"
        "<p><b>Source: TH</b></p>"
        "<figure><img src=x onerror=y><figcaption>Rain</figcaption></figure><p>(Release ID: 12345)</p>"
        "<div class='sharedaddy sd-block'><h3>Share this:</h3></div><form><input value=a>Send</form>",
        ["p It rained."],
    ),
    "a quiz ends the article": (
        "<p>It rained.</p><h3>Practice Question</h3><p>Q. Where did it rain?</p><p>(a) Goa</p>",
        ["p It rained."],
    ),
    "a quiz ends the article, however it is numbered": (
        "<p>It rained.</p><p>MCQs</p><p>It did not.</p>",
        ["p It rained."],
    ),
    "a numbered quiz question ends the article": (
        "<p>It rained.</p><p>Q5. With reference to rain, consider the following:</p><p>It fell.</p>",
        ["p It rained."],
    ),
    "headlines above the date line of a release": (
        "<p>Ministry of Rain</p><p>Rain Comes</p><p>16 JUL 2026 6:12PM by PIB Delhi</p><p>It rained.</p>",
        ["p It rained."],
    ),
    "nothing": ("", []),
    "only pictures": ("<p><img src=a></p><iframe src=b></iframe><!-- wp:image -->", []),
    "a calendar": ("<p>It rained.</p><ul><li>01</li><li>02</li></ul>", ["p It rained."]),
    "hidden text": ("<p hidden>Secret.</p><p>Open.</p>", ["p Open."]),
    "entities and odd spaces": ("<p>A&nbsp;&amp;&#8211;B\u200b C\u0007</p>", ["p A &–B C"]),
    "tags between which editors leave blanks": (
        "<p><span>\n The Act, 1962 \n</span><span>, as amended ( in part )\n</span></p>",
        ["p The Act, 1962, as amended (in part)"],
    ),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES.keys())
def test_outline(html: str, expected: list[str]) -> None:
    assert outline(html) == expected


def test_syllabus_line_is_a_tag() -> None:
    page = read_page("<p><strong>Syllabus: GS2/ Polity</strong></p><p>It rained.</p>", builtin_reading())
    assert page.tags == ("GS2/ Polity",)
    assert [block.text for block in page.blocks] == ["It rained."]


@pytest.mark.parametrize("tag", ["div", "b", "ul", "li", "table", "blockquote", "span", "td"])
def test_deep_nesting_is_read(tag: str) -> None:
    depth = 30_000
    page = read_page(f"<p>start</p>{f'<{tag}>' * depth}deep{f'</{tag}>' * depth}<p>end</p>", builtin_reading())
    assert [block.text for block in page.blocks if block.text][-1] == "end"


def test_deep_lists_end_at_a_depth_that_readers_can_recurse_into() -> None:
    page = read_page("<ul><li>a " * 500 + "</ul>" * 500, builtin_reading())
    depth, blocks = 0, page.blocks
    while blocks:
        depth, blocks = depth + 1, blocks[-1].children
    assert depth == 12


def test_a_huge_post_is_read_in_part() -> None:
    page = read_page("<p>rain fell in the hills.</p>" * 300_000, builtin_reading())
    assert page.cut
    assert 100_000 < len(page.blocks) < 200_000


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "strong",
        "ul",
        "li",
        "br",
        "h2",
        "table",
        "tr",
        "td",
        "th",
        "sup",
        "a",
        "script",
        "dl",
        "dt",
        "span",
    ]
)
PIECES = st.one_of(
    st.builds("<{}>".format, TAGS),
    st.builds("</{}>".format, TAGS),
    st.sampled_from(
        ["Label: ", "Both. ", "<!--", "-->", "&nbsp;", "&#0;", "Q. Is it?", "\n\n", "<p hidden>", "5 km<sup>2</sup>"]
    ),
    st.text(max_size=12),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_html_gives_clean_blocks_or_none(html: str) -> None:
    def check(block: Block, depth: int) -> None:
        assert depth <= 12
        assert block.text or block.label
        assert all(text == clean(text) for text in (block.text, block.label, *block.path))
        for child in block.children:
            check(child, depth + 1)

    page = read_page(html, builtin_reading())
    assert page == read_page(html, builtin_reading())
    for block in page.blocks:
        check(block, 1)
