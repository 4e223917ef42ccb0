use super::{ONE, THREE, TWO, read, texts};

const HEAD: &str = "<meta property='og:title' content='River cinema reopens'><h1>River cinema reopens</h1>";

#[test]
fn paragraphs_are_found_in_every_wrapper() {
    for body in [
        format!("<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"),
        format!("<p>{ONE}<p>{TWO}<p>{THREE}"),
        format!("<div><div>{ONE}</div><div>{TWO}</div><div>{THREE}</div></div>"),
        format!("<div>{ONE}<br><br>{TWO}<br/>&nbsp;<br>{THREE}</div>"),
        format!("<table><tr><td>{ONE}<tr><td>{TWO}<tr><td>{THREE}</table>"),
        format!(
            "<section><p>{ONE}</p></section><section><p>{TWO}</p></section><section><p>{THREE}</p></section>"
        ),
        format!("<article>{ONE}<p>{TWO}</p>{THREE}</article>"),
        format!("<center><font size=2><span><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></span></font></center>"),
    ] {
        let article = read(&format!("{HEAD}{body}<footer>© iFilm</footer>"));

        assert_eq!(texts(&article), [ONE, TWO, THREE], "{body}");
    }
}

#[test]
fn a_single_line_break_stays_and_empty_lines_are_dropped() {
    let article = read(&format!(
        "{HEAD}<p>One line<br>and another make one sentence.</p><p>&nbsp;</p><p> \u{A0}</p><p>{ONE}</p>"
    ));

    assert_eq!(texts(&article), ["One line\nand another make one sentence.", ONE]);
}

#[test]
fn short_paragraphs_between_long_ones_stay() {
    let article = read(&format!("{HEAD}<div><p>{ONE}</p><p>Why?</p><p>Money</p><p>{TWO}</p></div>"));

    assert_eq!(texts(&article), [ONE, "Why?", "Money", TWO]);
}

#[test]
fn columns_banners_and_footers_beside_the_text_are_left_out() {
    let article = read(&format!(
        "<div>We use cookies to improve this site. <button>Accept</button></div>
         <table><tr><td><b>Latest news</b><ul><li><a href=/News/Content/1>A harbour is painted</a> for the second time this year.</ul>
         <td>{HEAD}<div><p>{ONE}</p><p>{TWO}</p></div>
         <td><div><h4>Most viewed</h4><div><a href=/News/Content/2>Ships return</a><p>Forty ships came back to the harbour in one night.</p></div></div></table>
         <div>Copyright iFilm. All rights reserved.</div>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn a_text_of_one_short_sentence_is_found_among_longer_noise() {
    let article = read(&format!(
        "<nav><a href=/>Home</a><p>The home of series, films and music for everybody who loves a good story.</p></nav>
         <div>{HEAD}<div><p>The doors open at six.</p></div><h4>Comments</h4>
         <form><p>Your address will not be shown to anybody at any time.</p><textarea></textarea></form></div>
         <aside><p>A harbour is painted for the second time this year, and nobody can say why.</p></aside>"
    ));

    assert_eq!(texts(&article), ["The doors open at six."]);
}

#[test]
fn hidden_parts_and_scripts_are_not_text() {
    let article = read(&format!(
        "{HEAD}<div><p>{ONE}</p><p style='color:red; display : none'>{THREE}</p><script>var a = '<p>x</p>';</script>
         <svg><title>Share this page with everybody</title></svg><p>{TWO}</p><noscript><p>{THREE}</p></noscript></div>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn a_page_without_text_has_no_blocks() {
    let article = read(HEAD);

    assert_eq!((article.title.as_deref(), article.blocks.len()), (Some("River cinema reopens"), 0));
}

/// Seen: a page that was cut off in a script had 100,000 words of code as its text.
#[test]
fn code_without_its_end_tag_is_not_text() {
    for code in
        ["<script>var a = 'Not a word of this is text.';", "<style>p { color: red } /* Not a word. */"]
    {
        let article = read(&format!("{HEAD}<div><p>{ONE}</p><p>{TWO}</p></div>{code}"));

        assert_eq!(texts(&article), [ONE, TWO], "{code}");
    }
}
