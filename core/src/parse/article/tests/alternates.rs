use super::{ONE, TWO, read, read_in};

#[test]
fn alternates_in_the_head_are_found_except_the_page_itself_and_home_pages() {
    let article = read(&format!(
        "<link rel=alternate hreflang=en href=/News/Content/37001><link rel='alternate' hreflang=fa href='https://fa.ifilmtv.ir/News/Content/5/'>
         <LINK href=https://ar.ifilmtv.ir/ hreflang=ar rel='Alternate'><link rel=alternate type='application/rss+xml' href='https://fa.ifilmtv.ir/rss'>
         <link rel=canonical hreflang=ar href='https://ar.ifilmtv.ir/News/Content/9'><link rel=alternate hreflang=x-default href='javascript:x'>
         <h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.alternates, ["https://fa.ifilmtv.ir/News/Content/5/"]);
}

#[test]
fn a_language_link_counts_if_it_leads_to_a_content_page() {
    let article = read_in(
        "fa",
        &format!(
            "<ul><li><a href='https://en.ifilmtv.ir/News/Content/8'> English </a><li><a href='https://ar.ifilmtv.ir'>العربية</a>
             <li><a hreflang=fa-AF href='//fa2.ifilmtv.ir/news/content/9'>نسخه‌ی دیگر</a></ul>
             <h1>سینمای کنار رود باز شد</h1><p>{ONE}</p><p>{TWO} <a href='https://ar.ifilmtv.ir/News/Content/7'>A third link</a></p>"
        ),
    );

    assert_eq!(
        article.alternates,
        ["https://en.ifilmtv.ir/News/Content/8", "https://fa2.ifilmtv.ir/news/content/9"]
    );
}

#[test]
fn an_address_that_occurs_twice_is_found_once() {
    let article = read(&format!(
        "<link rel=alternate hreflang=fa href='https://fa.ifilmtv.ir/News/Content/5'><a href='https://fa.ifilmtv.ir/News/Content/5'>فارسی</a>
         <h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.alternates.len(), 1);
}
