use super::{ONE, THREE, TWO, read, read_in, texts};

#[test]
fn the_heading_that_the_metadata_name_is_the_title() {
    let article = read(&format!(
        "<head><meta property='og:title' content='River cinema reopens | iFilm'></head>
         <h1>iFilm</h1><h2>River cinema reopens</h2><p>{ONE}<p>{TWO}"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
}

#[test]
fn the_spelling_on_the_page_is_preferred_to_that_in_the_metadata() {
    let article = read(&format!(
        "<title>&quot;River&quot; cinema   reopens - iFilm English</title><div>“River” cinema&nbsp; reopens</div><p>{ONE}<p>{TWO}"
    ));

    assert_eq!(article.title.as_deref(), Some("“River” cinema reopens"));
}

#[test]
fn a_title_that_is_cut_in_the_metadata_is_read_in_full() {
    let article = read(&format!(
        "<meta name='twitter:title' content='River cinema reopens after…'><h1>River cinema reopens after eleven years</h1><p>{ONE}"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens after eleven years"));
}

#[test]
fn without_metadata_the_first_large_heading_is_the_title() {
    let article = read_in(
        "fa",
        "<title>آی‌فیلم</title><h1><a href='/'>آی‌فیلم</a></h1><nav><h2>خبرها</h2></nav>
         <h1>سینمای کنار رود باز شد</h1><p>نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.</p>",
    );

    assert_eq!(article.title.as_deref(), Some("سینمای کنار رود باز شد"));
}

#[test]
fn a_title_that_no_line_shows_is_taken_from_the_metadata() {
    let article = read(&format!("<title>River cinema reopens | iFilm</title><p>{ONE}<p>{TWO}"));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
}

#[test]
fn links_with_the_text_of_the_title_are_not_the_title() {
    let article = read(&format!(
        "<meta property=og:title content='River cinema reopens'>
         <div><a href=/>Home</a> / <a href=/News/Content/37001>River cinema reopens</a></div>
         <p>A stray sentence stands here, before the title of the page.</p>
         <h3>River cinema reopens</h3><p>{ONE}<p>{TWO}"
    ));

    assert_eq!(article.blocks.len(), 2);
}

#[test]
fn a_headline_that_begins_with_the_name_of_the_site_is_kept_whole() {
    for title in ["iFilm turns 10", "iFilm English returns", "iFilm on air"] {
        let article = read(&format!(
            "<meta property=og:title content='{title}'><title>iFilm TV</title><h1>iFilm TV</h1><h2>{title}</h2><p>{ONE}<p>{TWO}"
        ));

        assert_eq!(article.title.as_deref(), Some(title));
    }
}

#[test]
fn without_headings_and_metadata_the_line_above_the_text_is_the_title() {
    let article = read(&format!(
        "<title>iFilm</title><div>412</div><div>Aa</div><div>River cinema reopens</div><div><p>{ONE}<p>{TWO}</div>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
}

#[test]
fn a_heading_is_preferred_to_a_window_title_that_is_not_on_the_page() {
    for window in ["News - iFilm English", "x", "Culture and cinema"] {
        let article = read(&format!("<title>{window}</title><h1>River cinema reopens</h1><p>{ONE}<p>{TWO}"));

        assert_eq!(article.title.as_deref(), Some("River cinema reopens"), "{window}");
    }
}

#[test]
fn f07_the_name_of_the_site_is_no_title() {
    for (heading, title) in [
        ("<span>News</span> Harbour bridge opens again", "Harbour bridge opens again"),
        ("After two years the bridge is open", "After two years the bridge is open"),
    ] {
        let article = read(&format!(
            "<title>Harbour bridge opens again - Lantern Review</title>
             <meta property=og:title content='Harbour bridge opens again'>
             <div><a href='/'>Lantern Review</a></div><h1>{heading}</h1><p>{ONE}</p><p>{TWO}</p>"
        ));

        assert_eq!(article.title.as_deref(), Some(title));
        assert_eq!(texts(&article), [ONE, TWO], "{heading}");
    }
}

#[test]
fn f07_a_bold_line_above_the_text_is_the_title_where_the_window_has_only_the_site() {
    let article = read(&format!(
        "<title>Lantern Review</title><div><a href='/'>Lantern Review</a></div>
         <div><b>Harbour bridge opens again</b></div><div><p>{ONE}</p><p>{TWO}</p></div>"
    ));

    assert_eq!(article.title.as_deref(), Some("Harbour bridge opens again"));
    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn f07_a_kicker_in_the_window_is_no_part_of_the_title() {
    let article = read(&format!(
        "<title>Video: Harbour bridge opens again - Lantern</title><div><a href='/'>Lantern</a></div>
         <h1>Harbour bridge opens again</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("Harbour bridge opens again"));
    assert_eq!(texts(&article), [ONE, TWO]);
}

/// Each page prints the headline of its metadata again behind the text.
#[test]
fn f21_what_stands_behind_the_prose_is_no_title() {
    for (head, above, behind, title) in [
        (
            "<title>Ferry runs again | Lantern House</title>",
            "<h1>Ferry back on the lake</h1>",
            "<div><h4>Lantern House</h4><p>12 Quay Street, at the old harbour of the town</p></div>",
            "Ferry back on the lake",
        ),
        (
            "<title>Ferry runs again</title>",
            "<h1>The ferry is back</h1>",
            "<ul><li><a href=/a>Another day</a></li><li><a href=/b>Ferry runs again</a></li></ul>",
            "The ferry is back",
        ),
        (
            "<title>Ferry runs again</title>",
            "<a href=/News/Content/37001><h1>Ferry runs again</h1></a>",
            "<div><h3>Share the post</h3><p>Ferry runs again</p></div>",
            "Ferry runs again",
        ),
        (
            "<title>Ferry runs again</title>",
            "<h1>Ferry runs again (<a href='https://a.example'>a.example</a>) 87</h1>",
            "<h2><a href=/b>Ferry runs again</a></h2>",
            "Ferry runs again",
        ),
    ] {
        let article =
            read(&format!("{head}<main>{above}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></main>{behind}"));

        assert_eq!(article.title.as_deref(), Some(title), "{behind}");
        assert_eq!(texts(&article), [ONE, TWO, THREE], "{behind}");
    }
}

#[test]
fn f21_a_heading_amid_the_prose_is_no_title() {
    let article = read(&format!(
        "<meta property=og:title content='The ferry is back'><h1>How it came back</h1><p>{ONE}</p><p>{TWO}</p>
         <h2>The ferry is back</h2><p>{THREE}</p><p>{ONE}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("How it came back"));
    assert_eq!(texts(&article), [ONE, TWO, "The ferry is back", THREE, ONE]);
}

#[test]
fn f22_the_printed_heading_wins_over_the_metadata() {
    for name in ["og:title", "twitter:title"] {
        let article = read(&format!(
            "<meta property='{name}' content='Ferry returns'><h1>A lake gets its ferry back</h1><p>{ONE}</p><p>{TWO}</p>"
        ));

        assert_eq!(article.title.as_deref(), Some("A lake gets its ferry back"));
    }
}

#[test]
fn f22_the_metadata_stand_in_where_no_heading_is_printed() {
    let article = read(&format!(
        "<meta property=og:title content='Ferry returns to the lake'><h1>News</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("Ferry returns to the lake"));
}

#[test]
fn a_heading_that_the_window_repeats_is_the_title_whatever_stands_above() {
    let article = read(&format!(
        "<title>River cinema reopens - Post</title><div><div>{THREE}</div><div>{TWO}</div></div><h1>River cinema reopens</h1><p>{ONE}</p><p>{THREE}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
    assert_eq!(texts(&article), [ONE, THREE]);
}

#[test]
fn a_name_of_the_site_that_is_the_headline_is_none() {
    let article = read(&format!(
        "<title>River cinema reopens</title><meta property=og:title content='River cinema reopens'>
         <meta name=application-name content='River cinema reopens'><h2>Follow us there</h2><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
}

#[test]
fn the_sign_of_a_link_to_itself_is_no_part_of_a_heading() {
    for sign in ["¶", "#"] {
        let article = read(&format!(
            "<h1>River cinema reopens<a class=headerlink href=#a>{sign}</a></h1><p>{ONE}</p><p>{TWO}</p>"
        ));

        assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
    }
}

#[test]
fn the_picture_of_a_sign_is_no_part_of_a_title_that_is_declared_without_it() {
    let article = read(&format!(
        "<title>River cinema reopens | Post</title><h1><img class=emoji alt=🎬 src=/e.png> River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
}

#[test]
fn a_kicker_in_the_heading_is_no_part_of_a_title_that_only_the_window_declares() {
    let article = read(&format!(
        "<title>River cinema reopens - Post</title><ul><li><a href=/>Home</a></li><li>River cinema reopens</li></ul>
         <h1><span>Local</span> <span>River cinema reopens</span></h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn a_title_in_an_inline_element_ends_at_the_break_behind_it() {
    for (edition, site, line, title, text) in [
        (
            "en",
            "The Daily Lamp",
            "<span class=ArticleTitle>River cinema reopens</span><br><span>2/5/2024</span>",
            "River cinema reopens",
            ONE,
        ),
        (
            "en",
            "The Daily Lamp",
            "<font size=5><b>River cinema reopens</b></font><br><font size=2>2 May 2024</font>",
            "River cinema reopens",
            ONE,
        ),
        (
            "fa",
            "روزنامه چراغ",
            "<span class=news_title>سینمای کنار رود باز شد</span><br>۱۳ اردیبهشت ۱۴۰۳",
            "سینمای کنار رود باز شد",
            "نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.",
        ),
    ] {
        let article = read_in(
            edition,
            &format!("<title>{site}</title><div>{line}<p>{text}</p><p>{text} 2</p><p>{text} 3</p></div>"),
        );

        assert_eq!(article.title.as_deref(), Some(title), "{line}");
        let date = article.published.map(|date| date.at.to_string());
        assert_eq!(date.as_deref(), Some("2024-05-01T20:30:00Z"), "{line}");
    }
}

#[test]
fn the_title_of_a_post_may_be_a_link_under_the_name_of_the_blog() {
    for (edition, blog, motto, title, text) in [
        ("en", "Notes from the quay", "Of wind and rope and salt", "River cinema reopens", ONE),
        (
            "fa",
            "یادداشت‌های اسکله",
            "از باد و طناب و نمک",
            "سینمای کنار رود باز شد",
            "نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.",
        ),
    ] {
        let article = read_in(
            edition,
            &format!(
                "<title>{blog}</title><h1><a href=/>{blog}</a></h1><p>{motto}</p><div class=PostTitle><a href=/p/51>{title}</a></div>
                 <div>{text}<br><br>{text} 2<br><br>{text} 3</div>"
            ),
        );

        assert_eq!(article.title.as_deref(), Some(title));
    }
}
