use super::{ONE, TWO, read, read_in};

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
