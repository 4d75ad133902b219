//! What each piece of HTML becomes, and what a reader of the result sees.

use super::*;
use shared::markdown::parse::parse;
use shared::markdown::plain::plain;

fn markdown(html: &str) -> String {
    Converter::new("coffee.stackexchange.com").convert(html)
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(markdown(html), expected, "from {html}");
}

#[test]
fn the_elements_of_the_subset_keep_their_meaning() {
    for (html, expected) in [
        ("<p>One</p>\n\n<p>Two</p>\n", "One\n\nTwo"),
        ("<p>One<br>two</p>", "One  \ntwo"),
        ("<h2>Title</h2><p>Text</p>", "## Title\n\nText"),
        (
            "<p>An <em>old</em> and a <strong>new</strong> one, <code>a &lt; b</code></p>",
            "An *old* and a **new** one, `a < b`",
        ),
        ("<ul>\n<li>One</li>\n<li><p>Two</p></li>\n</ul>", "- One\n- Two"),
        (
            "<ol start=\"3\"><li>Three</li><li>Four</li></ol>",
            "3. Three\n4. Four",
        ),
        ("<ul><li>One<ul><li>Inner</li></ul></li></ul>", "- One\n  - Inner"),
        (
            "<blockquote>\n  <p>Said</p>\n</blockquote>\n<p>Meant</p>",
            "> Said\n\nMeant",
        ),
        (
            "<pre><code>a &amp;amp; b\n  c\n</code></pre>",
            "```\na &amp; b\n  c\n```",
        ),
        ("<p>Above</p><hr><p>Below</p>", "Above\n\n- - -\n\nBelow"),
        (
            "<p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <s>gone</s></p>",
            "H2O, Ctrl, gone",
        ),
        ("<p>Line\nof the   source</p>", "Line of the source"),
    ] {
        check(html, expected);
    }
}

#[test]
fn links_are_absolute_or_words() {
    for (html, expected) in [
        (
            "<a href=\"http://a.example/b\" rel=\"nofollow\" title=\"T\">words</a>",
            "[words](http://a.example/b)",
        ),
        (
            "see<a href=\"https://a.example\"> this </a>one",
            "see [this](https://a.example) one",
        ),
        (
            "<a href=\"/q/12\">that</a>",
            "[that](https://coffee.stackexchange.com/q/12)",
        ),
        ("<a href=\"//a.example\">that</a>", "[that](https://a.example)"),
        (
            "<a href=\"https://a.example/b_(c)\">d</a>",
            "[d](<https://a.example/b_(c)>)",
        ),
        (
            "<a href=\"https://a.example/?b=1&amp;copy;=2\">d</a>",
            "[d](https://a.example/?b=1&copy;=2)",
        ),
        ("<a href=\"javascript:alert(1)\">click</a>", "click"),
        ("<a href=\"jav&#9;ascript:alert(1)\">click</a>", "click"),
        ("<a href=\"data:text/html,x\">click</a>", "click"),
        ("<a name=\"here\">words</a>", "words"),
        ("<a href=\"https://a.example\"></a>", ""),
    ] {
        check(html, expected);
    }
}

#[test]
fn images_are_links_that_say_so_with_their_alternative_text_or_file_name() {
    for (html, expected) in [
        (
            "<img src=\"http://i.example/a.jpg\" alt=\"A kettle\">",
            "[Picture: A kettle](http://i.example/a.jpg)",
        ),
        (
            "<img src=\"//i.example/a.jpg\" alt=\"enter image description here\">",
            "[Picture: a.jpg](https://i.example/a.jpg)",
        ),
        (
            "<img src=\"https://i.example/a.jpg\">",
            "[Picture: a.jpg](https://i.example/a.jpg)",
        ),
        (
            "<img src=\"https://i.example/a.jpg\" alt=\"[x](y) *z*\">",
            "[Picture: \\[x\\](y) \\*z\\*](https://i.example/a.jpg)",
        ),
        (
            "<img src=\"https://i.example/a_b.png?s=200\">",
            "[Picture: a\\_b.png](https://i.example/a_b.png?s=200)",
        ),
        ("<img src=\"https://i.example\">", "[Picture](https://i.example)"),
        ("<img src=\"data:image/png;base64,AAAA\" alt=\"dot\">", "dot"),
        (
            "<a href=\"https://a.example\"><img src=\"https://i.example/a.jpg\" alt=\"small\"></a>",
            "[Picture: small](https://a.example)",
        ),
        (
            "<a href=\"javascript:x\"><img src=\"https://i.example/a.jpg\" alt=\"small\"></a>",
            "[Picture: small](https://i.example/a.jpg)",
        ),
    ] {
        check(html, expected);
    }
}

#[test]
fn what_looks_like_markdown_or_html_stays_literal() {
    for text in [
        "*not* _so_",
        "1. first",
        "# nine",
        "> said",
        "- minus",
        "+ plus",
        "[a](b)",
        "`tick`",
        "back\\slash",
        "<b>bold</b>",
        "&copy; &amp; &#65;",
        "a & b",
        "~~~",
    ] {
        let html = format!(
            "<p>{}</p>",
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        );
        let document = parse(&markdown(&html));
        assert_eq!(plain(&document), text, "by {}", markdown(&html));
    }
}

#[test]
fn code_is_not_escaped() {
    check(
        "<p><code>&amp;copy; *a* _b_ &lt;i&gt;</code></p>",
        "`&copy; *a* _b_ <i>`",
    );
    check(
        "<pre><code>if (a &amp;&amp; b) &amp;lt;\n```\n</code></pre>",
        "````\nif (a && b) &lt;\n```\n````",
    );
}

#[test]
fn scripts_and_frames_leave_nothing() {
    for html in [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<iframe src=\"https://a.example\">x</iframe>",
        "<!-- said -->",
        "<template><p>x</p></template>",
    ] {
        check(html, "");
    }
    check(
        "<p onclick=\"alert(1)\">Text<script>alert(1)</script></p>",
        "Text",
    );
}

#[test]
fn deep_nesting_is_converted_within_the_stack_of_the_command() {
    let html = format!(
        "{}deep{}",
        "<blockquote>".repeat(2_000),
        "</blockquote>".repeat(2_000)
    );
    let deep = std::thread::Builder::new()
        .stack_size(crate::STACK_BYTES)
        .spawn(move || markdown(&html))
        .unwrap()
        .join()
        .unwrap();
    assert!(plain(&parse(&deep)).contains("deep"));
}
