use super::{ONE, TWO, read, read_in, texts};

fn titles(article: &super::ParsedArticle) -> Vec<&str> {
    article.related.iter().map(|related| related.title.as_str()).collect()
}

#[test]
fn the_links_of_the_read_more_block_are_related_with_or_without_a_label() {
    for block in [
        "<p>Read more:</p><p><a href='/News/Content/5/a-slug'>A harbour is painted</a></p><p><a href=/News/Content/6>Ships return</a></p>",
        "<ul><li><a href='/News/Content/5/a-slug'>A harbour is painted</a><li><a href=/News/Content/6>Ships return</a></ul>",
        "<div><b>Read and watch more on the harbour:</b> <a href='/News/Content/5/a-slug'>A harbour is painted</a><br><a href=/News/Content/6>Ships return</a></div>",
    ] {
        let article = read(&format!(
            "<ul><li><a href=/News>News</a><li><a href=/Series>Series</a></ul><h1>River cinema reopens</h1>
             <div><p>{ONE}</p><p>{TWO}</p></div>{block}<p>AB/CD</p><p>Comments</p><p><a href=/News/Content/7>No relation</a></p>"
        ));

        assert_eq!(titles(&article), ["A harbour is painted", "Ships return"], "{block}");
        assert_eq!(article.related[0].link, "https://en.ifilmtv.ir/News/Content/5/a-slug");
        assert_eq!(texts(&article), [ONE, TWO], "{block}");
    }
}

#[test]
fn a_label_without_links_has_no_effect() {
    let article = read_in(
        "fa2",
        "<h1>سینما باز شد</h1><div><p>نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.</p>
         <p>دروازه‌های سینما یازده سال بسته بود و بوی رنگ تازه در سالون پیچیده بود.</p><p>بیشتر بخوانید و ببینید:</p></div><p>م/ن</p>",
    );

    assert_eq!((titles(&article).len(), article.blocks.len()), (0, 2));
}

#[test]
fn other_columns_are_not_related() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p></div>
         <div><h4>Latest news</h4><ul><li><a href=/News/Content/5>A harbour is painted</a></ul></div>
         <footer><a href=/News/Content/6>Ships return</a></footer>"
    ));

    assert_eq!(titles(&article), Vec::<&str>::new());
}

#[test]
fn a_link_to_the_page_itself_is_not_related() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p><a href='/News/Content/37001#top'>Up to the title</a></p>"
    ));

    assert_eq!(titles(&article), Vec::<&str>::new());
}
