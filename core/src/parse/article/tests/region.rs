//! Where the text begins and ends, found in issue 10 and named by the numbers of its findings.

use super::{ONE, THREE, TWO, read, read_in, texts};
use crate::model::Block;

const FOUR: &str = "The mayor cut a ribbon of paper flowers, and the children were the first to run inside.";
const A_FA: &str = "نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.";
const B_FA: &str = "درهای سینما یازده سال بسته بود و بوی رنگ تازه در سالن پیچیده بود.";
const C_FA: &str = "شب دوم برای بهار برنامه‌ریزی شده است، وقتی که سقف آماده باشد.";

fn page(body: &str) -> String {
    format!("<title>River cinema reopens</title><h1>River cinema reopens</h1>{body}")
}

/// Reads a page whose text is all of these sentences.
fn assert_text(body: &str, expected: &[&str]) {
    assert_eq!(texts(&read(&page(body))), expected, "{body}");
}

#[test]
fn f01_a_word_for_comments_above_the_text_does_not_end_it() {
    for word in [
        "<div><a href='#c'>Comments</a></div>",
        "<p>3 Comments</p>",
        "<div>Share | Comment | Print</div>",
        "<div><span>Share</span> <span>Comments</span></div>",
    ] {
        assert_text(&format!("<p>{ONE}</p>{word}<p>{TWO}</p><p>{THREE}</p>"), &[ONE, TWO, THREE]);
    }
}

#[test]
fn f01_a_count_of_comments_in_persian_does_not_end_the_text() {
    let article = read_in(
        "fa",
        &format!("<h1>سینما باز شد</h1><p>{A_FA}</p><p>۳ دیدگاه</p><p>{B_FA}</p><p>{C_FA}</p>"),
    );

    assert_eq!(texts(&article), [A_FA, B_FA, C_FA]);
}

#[test]
fn f01_a_heading_of_the_text_may_be_a_word_for_comments() {
    for heading in ["Comments", "Comment"] {
        let article = read(&page(&format!(
            "<div><p>{ONE}</p><p>{TWO}</p><h2>{heading}</h2><p>{THREE}</p><p>{FOUR}</p></div><footer>© iFilm</footer>"
        )));

        let shown = texts(&article);
        assert!(shown.contains(&THREE.to_owned()) && shown.contains(&FOUR.to_owned()), "{shown:?}");
    }
}

#[test]
fn f01_a_column_for_comments_in_a_table_does_not_end_the_text() {
    let article = read(&page(&format!(
        "<p>{ONE}</p><table><tr><th>Film</th><th>Comment</th></tr><tr><td>Rain</td><td>A quiet story</td></tr></table>
         <p>{TWO}</p><p>{THREE}</p>"
    )));

    let shown = texts(&article);
    assert!(shown.contains(&TWO.to_owned()) && shown.contains(&THREE.to_owned()), "{shown:?}");
}

#[test]
fn f01_comments_in_a_block_of_their_own_are_cut_off() {
    assert_text(
        &format!(
            "<div><p>{ONE}</p><p>{TWO}</p></div><div><div>Comments</div>
             <div>Guest User</div><div>What a lovely evening this was for all of us!</div></div>"
        ),
        &[ONE, TWO],
    );
}

#[test]
fn f02_a_slug_in_an_id_is_no_name_of_a_column() {
    for id in ["search-for-a-stage", "sharing-with-a-single-developer", "menu-ideas-for-a-feast", "latest"] {
        assert_text(
            &format!(
                "<section id='{id}'><h2>A stage of wood</h2><p>{ONE}</p></section><section id=two><h2>Paint</h2><p>{TWO}</p></section>"
            ),
            &["A stage of wood", ONE, "Paint", TWO],
        );
    }
}

#[test]
fn f02_a_heading_with_a_slug_stays() {
    assert_text(
        &format!("<p>{ONE}</p><h2 id='sharing-the-work'>Sharing the work</h2><p>{TWO}</p>"),
        &[ONE, "Sharing the work", TWO],
    );
    assert_text(
        &format!("<p>{ONE}</p><h2 id=search>How it began</h2><p>{TWO}</p>"),
        &[ONE, "How it began", TWO],
    );
}

#[test]
fn f02_a_quoted_post_stays_whatever_its_block_is_called() {
    for class in ["social-media-embed", "social", "social-embed"] {
        assert_text(
            &format!(
                "<div><p>{ONE}</p><div class='{class}'><blockquote><p>{THREE}</p></blockquote></div><p>{TWO}</p></div>"
            ),
            &[ONE, THREE, TWO],
        );
    }
}

#[test]
fn f08_a_stamp_between_lead_and_text_is_no_text() {
    for stamp in ["پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ - ۱۸:۰۵", "۱۳ ثور ۱۴۰۳", "Thursday 2 May 2024 | 18:05"]
    {
        let article = read_in(
            "fa",
            &format!(
                "<h1>سینما باز شد</h1><p class=lead>{A_FA}</p><div>{stamp}</div><p>{B_FA}</p><p>{C_FA}</p>"
            ),
        );

        assert_eq!(article.lead.as_deref(), Some(A_FA), "{stamp}");
        assert_eq!(texts(&article), [B_FA, C_FA], "{stamp}");
        assert!(article.published.is_some(), "{stamp}");
    }
}

#[test]
fn f12_a_second_article_is_not_text() {
    let article = read(
        &format!("<title>River cinema reopens</title><article><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p></article>
         <article><h1>A harbour is painted</h1><p>{THREE}</p><p>{FOUR}</p></article>"),
    );

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn f12_a_second_article_in_a_block_like_the_first_is_not_text() {
    let story = |title: &str, text: &str| {
        format!("<div class=story><h1>{title}</h1><div>By Mina Farhadi</div><p>{text}</p></div>")
    };
    let article = read(&format!(
        "<title>River cinema reopens</title>{}{}",
        story("River cinema reopens", &format!("{ONE} {TWO}")),
        story("A harbour is painted", &format!("{THREE} {FOUR}")),
    ));

    assert_eq!(texts(&article), [format!("{ONE} {TWO}")]);
}

#[test]
fn f12_a_block_named_as_the_text_ends_it() {
    for name in ["itemprop=articleBody", "class=entry-content", "class='article-body'", "id=article-body"] {
        assert_text(
            &format!(
                "<div><div {name}><p>{ONE}</p><p>{TWO}</p></div>
                 <div><h3>The harbour</h3><p>{THREE}</p></div></div>"
            ),
            &[ONE, TWO],
        );
    }
}

#[test]
fn f12_teasers_behind_the_text_are_not_text() {
    let teaser =
        |at: usize| format!("<div><a href='/news/{at}'>A harbour is painted</a><p>{THREE}</p></div>");
    assert_text(
        &format!("<div><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p></div>{}{}{}", teaser(1), teaser(2), teaser(3)),
        &[ONE, TWO, FOUR],
    );
}

#[test]
fn f13_a_card_amid_the_text_goes_as_a_whole() {
    for card in [
        format!("<div class=card><h5><a href='/news/5'>A harbour is painted</a></h5><p>{THREE}</p></div>"),
        format!("<div><h4><a href='/news/5'>A harbour is painted</a></h4><div>{THREE}</div></div>"),
    ] {
        assert_text(&format!("<div><p>{ONE}</p><p>{FOUR}</p>{card}<p>{TWO}</p></div>"), &[ONE, FOUR, TWO]);
    }
}

#[test]
fn f13_the_picture_of_a_card_goes_with_it_and_a_heading_of_the_text_stays() {
    let card = format!(
        "<div class=card><img src=/a.jpg><h5><a href='/news/5'>A harbour</a></h5><p>{THREE}</p></div>"
    );
    let heading = format!("<div><h3><a href='#hall'>The hall</a></h3><p>{FOUR}</p></div>");
    let article = read(&page(&format!("<div><p>{ONE}</p>{card}{heading}<p>{TWO}</p></div>")));

    let is_text = |block: &Block| block.content.text().is_some();
    assert!(article.blocks.iter().all(is_text), "{:?}", article.blocks);
    assert_eq!(texts(&article), [ONE, "The hall", FOUR, TWO]);
}

#[test]
fn f14_boxes_of_the_site_behind_the_text_are_not_text() {
    for boxed in [
        format!(
            "<div><h3>Join us</h3><p>{THREE}</p><form><input type=email><button>Go</button></form></div>"
        ),
        format!("<div class='author-bio'><h3>About the author</h3><p>{THREE}</p></div>"),
        "<form class=poll><fieldset><legend>Will you come again in spring?</legend>
         <label><input type=radio>Yes, with friends and family</label></fieldset></form>"
            .to_owned(),
    ] {
        assert_text(&format!("<div><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p>{boxed}</div>"), &[ONE, TWO, FOUR]);
    }
}

#[test]
fn f23_a_hidden_block_that_holds_the_prose_is_read() {
    let article = read(&format!(
        "<title>River cinema reopens</title><div id='B:0'>Loading</div>
         <div hidden id='S:0'><main><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></main></div>
         <script>$RC('B:0','S:0')</script>"
    ));

    assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
    assert_eq!(texts(&article), [ONE, TWO, THREE]);
}

#[test]
fn f23_a_folded_panel_is_read_with_its_button() {
    assert_text(
        &format!(
            "<p>{ONE}</p><button aria-expanded=false>More</button><div style='display:none'><p>{TWO}</p></div><p>{THREE}</p>"
        ),
        &[ONE, TWO, THREE],
    );
}

#[test]
fn f24_foreign_text_behind_the_text_is_left_out() {
    let teaser = |at: usize| format!("<div><h6><a href='/{at}'>Bakers meet</a></h6><p>{THREE}</p></div>");
    for behind in [
        format!("<div><h4>Latest insights</h4>{}{}</div>", teaser(1), teaser(2)),
        format!(
            "<div><h2>About the author</h2><div><p>{THREE}</p><a href='/all'>View all posts</a></div></div>"
        ),
        format!("<div><h2>Disclaimer:</h2><p>{THREE}</p></div>"),
    ] {
        assert_text(
            &format!("<div><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p><p>{ONE}</p></div>{behind}"),
            &[ONE, TWO, FOUR, ONE],
        );
    }
}

#[test]
fn f26_names_of_the_layout_are_no_names_of_columns() {
    for name in [
        "class='content-nav-section'",
        "class='sidebar-enabled--false'",
        "class='fm-container-sidebar'",
        "id='menu-ideas-for-a-feast'",
        "id='related-products-and-services'",
    ] {
        assert_text(
            &format!("<div><p>{ONE}</p><div {name}><p>{TWO}</p></div><p>{THREE}</p></div>"),
            &[ONE, TWO, THREE],
        );
    }
}

#[test]
fn f27_a_credit_does_not_take_its_block_along() {
    assert_text(&format!("<div><p>Image: © Sample Photos</p><p>{ONE}</p><p>{TWO}</p></div>"), &[ONE, TWO]);
}

#[test]
fn f27_a_link_behind_the_first_paragraphs_does_not_end_the_text() {
    let article = read(&page(&format!(
        "<p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p>
         <div><a href='/all'>All stories</a></div><div><h2>Questions</h2><p>{THREE}</p></div>"
    )));

    assert!(texts(&article).ends_with(&["Questions".to_owned(), THREE.to_owned()]), "{:?}", texts(&article));
}

#[test]
fn the_text_may_lie_in_several_blocks_of_one_class() {
    let article = read(&format!(
        "<title>River cinema reopens</title><main><div class='inner single'><h1>River cinema reopens</h1>
         <p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p></div>
         <div class='inner outset'><figure><img src=/a.png></figure></div>
         <div class='inner single'><h3>The roof</h3><p>{THREE}</p></div></main>"
    ));

    assert!(texts(&article).ends_with(&["The roof".to_owned(), THREE.to_owned()]), "{:?}", texts(&article));
}

#[test]
fn a_box_that_asks_to_join_is_not_text() {
    assert_text(
        &format!(
            "<p>{ONE}</p><div><h4>Support our work</h4><p>We carry no adverts. Please become a member.</p>
             <a href=/join>Support our work</a></div><p>{TWO}</p><p>{THREE}</p>"
        ),
        &[ONE, TWO, THREE],
    );
}

/// Seen in random pages: a block inside the named one ended the text, and the end of the article was lost.
#[test]
fn a_block_that_the_page_names_as_the_text_is_read_to_its_end() {
    for name in ["itemprop=articleBody", "class=article-body", "class=entry-content"] {
        assert_text(
            &format!(
                "<div {name}><div class=a><p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p><p>{ONE}</p></div>
                 <div class=b><h2>The end of it</h2><p>{THREE}</p></div></div>"
            ),
            &[ONE, TWO, FOUR, ONE, "The end of it", THREE],
        );
    }
}

#[test]
fn names_that_leave_no_prose_are_wrong() {
    for class in ["popular", "social", "menu", "search", "latest", "promo", "ads"] {
        let paragraph = |text: &str| format!("<p class={class}>{text}</p>");
        assert_text(&[ONE, TWO, THREE, FOUR, ONE].map(paragraph).concat(), &[ONE, TWO, THREE, FOUR, ONE]);
    }
}

#[test]
fn posts_of_a_live_blog_are_no_other_articles() {
    let post =
        |title: &str, text: &str| format!("<article class=post><h2>{title}</h2><p>{text}</p></article>");
    let article = read(&format!(
        "<article><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p></article>{}{}{}",
        post("Update", THREE),
        post("The hall", FOUR),
        post("The roof", TWO)
    ));

    assert_eq!(texts(&article), [ONE, TWO, "Update", THREE, "The hall", FOUR, "The roof", TWO]);
}

#[test]
fn what_stands_behind_a_heading_for_related_articles_is_not_text() {
    for heading in ["Related stories", "You might also like"] {
        let card = |at: u8, text: &str| {
            format!("<div><a href='/{at}'>Night buses return to the coast</a><p>{text}</p></div>")
        };
        assert_text(
            &format!(
                "<p>{ONE}</p><p>{TWO}</p><div><h3>{heading}</h3>{}{}</div>",
                card(1, THREE),
                card(2, FOUR)
            ),
            &[ONE, TWO],
        );
    }
}

#[test]
fn a_thread_of_comments_ends_the_text_however_long_it_is() {
    let comment = |name: &str, text: &str| {
        format!(
            "<div class=c><div><b>{name}</b> <span>1h</span></div><p>{text}</p><a href=#r>Reply</a></div>"
        )
    };
    let thread =
        [comment("Ida", THREE), comment("Omar", FOUR), comment("Tom", ONE), comment("Ann", TWO)].concat();
    for heading in ["Comments (4)", "4 responses", "دیدگاه‌ها (۴)"] {
        assert_text(
            &format!("<p>{ONE}</p><p>{TWO}</p><div class=thread><h3>{heading}</h3>{thread}</div>"),
            &[ONE, TWO],
        );
    }
}

/// Eight entries of a feed held more prose than the article.
#[test]
fn a_feed_that_is_longer_than_the_article_is_not_text() {
    let entry = |at: u8| {
        format!(
            "<li><h3><a href='/n/{at}.html'>Head number {at} of the ferry office</a></h3><p>{THREE} {FOUR}</p><span>Morning Coast</span></li>"
        )
    };
    let feed: String = (1..9).map(entry).collect();
    assert_text(
        &format!("<div><section><p>{ONE}</p><p>{TWO}</p></section><div><ul>{feed}</ul></div></div>"),
        &[ONE, TWO],
    );
}

#[test]
fn teasers_behind_a_heading_without_a_block_of_their_own_are_not_text() {
    let card = |at: u8, text: &str| {
        format!("<h3><a href='/{at}'>Night buses return to the coast</a></h3><p>{text}</p>")
    };
    assert_text(
        &format!(
            "<p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><h2>Related stories</h2>{}{}",
            card(1, THREE),
            card(2, FOUR)
        ),
        &[ONE, TWO, ONE],
    );
}

/// Six cards of other articles in one manner.
fn six_cards(manner: impl Fn(usize) -> String) -> String {
    (1..=6).map(manner).collect()
}

const SUMMARY: &str = "What was said about it on the second day was heard by nobody in the hall…";

#[test]
fn the_text_ends_before_cards_behind_its_block() {
    for manner in [
        |at: usize| {
            format!(
                "<div><div><a href=/n/{at}><img src=/t/{at}.jpg></a></div><div><a href=/n/{at}>A headline of the week</a> <i>{at} May 2026</i> {SUMMARY}</div></div>"
            )
        },
        |at: usize| {
            format!(
                "<table><tr><td><img src=/t/{at}.gif></td><td><a href=/n/{at}>A headline of the week</a><br>{SUMMARY}</td></tr></table>"
            )
        },
    ] {
        for (open, close) in [
            ("<div itemprop=articleBody>", "</div>"),
            ("<article>", "</article>"),
            ("<div class=entry-content>", "</div>"),
            ("<main>", "</main>"),
            ("<div>", "</div>"),
        ] {
            let article = read(&format!(
                "<div><h1>River cinema reopens</h1>{open}<p>{ONE}</p><p>{TWO}</p>{close}<div>{}</div></div>",
                six_cards(manner)
            ));

            assert_eq!(texts(&article), [ONE, TWO], "{open} {}", manner(1));
            assert_eq!(article.blocks.len(), 2, "{open} {}", manner(1));
        }
    }
}

#[test]
fn the_works_that_a_text_lists_are_no_cards() {
    let work = |at: usize| {
        format!(
            "<div><a href=/f/{at}><img src=/t/{at}.jpg></a><p>The film number {at} was shot by the sea, in the rain.</p></div>"
        )
    };
    let article = read(&format!(
        "<div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>{}<p>{THREE}</p></div>",
        six_cards(work)
    ));

    assert_eq!(texts(&article).len(), 9);
}

#[test]
fn a_second_article_with_a_heading_of_the_next_level_is_foreign() {
    let article = read(&format!(
        "<div class=list><div class=entry><h1>River cinema reopens</h1><div>7 May 2026</div><p>{ONE}</p><p>{TWO}</p></div>
         <div class='entry older'><h2>Bakers meet in the square</h2><div>2 May 2026</div><p>{THREE}</p></div></div>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn lines_of_nothing_but_links_to_other_pages_of_the_site_are_dropped() {
    let legal = "<p>All rights reserved. No part of this page may be printed again without a letter.</p>";
    for links in [
        "<div><a href=/a>Start</a> <a href=/b>Towns</a> <a href=/c>Stage</a> <a href=/d>Rivers</a></div>",
        "<a href=/n/1><div>Bakers meet in the square</div></a><a href=/n/2><div>Rain until Monday</div></a>
         <a href=/n/3><div>A mill for sale again</div></a>",
    ] {
        let article = read(&format!(
            "<div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p></div><div>{links}</div>{legal}"
        ));

        assert_eq!(texts(&article), [ONE, TWO], "{links}");
    }
}

#[test]
fn promotions_amid_the_text_are_dropped() {
    for promotion in [
        "<p><i>[ </i><a href=/n/1>Bakers meet in the square</a><i> ]</i></p>",
        "<div><a href=https://shop.example/x>Warm boots for the whole family at half the price this week.</a></div>",
        "<div class=poll><h5>Will you go and see the first film?</h5><label><input type=radio>Yes</label><button>Vote</button></div>",
        "<p>Join our Telegram channel: @rivernews</p>",
    ] {
        let article = read(&format!(
            "<div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>{promotion}<p>{THREE}</p></div>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, THREE], "{promotion}");
    }
}

#[test]
fn a_dateline_with_a_paragraph_of_its_own_stays() {
    let article = read(&format!(
        "<div><h1>River cinema reopens</h1><p>OLD TOWN, May 2, 2026 /Wire/ --</p><p>{ONE}</p><p>{TWO}</p></div>"
    ));

    assert_eq!(texts(&article), ["OLD TOWN, May 2, 2026 /Wire/ --", ONE, TWO]);
}
