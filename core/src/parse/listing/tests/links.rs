use super::{html, ids, only, read, titles};
use crate::ErrorCode;
use crate::catalog::DocumentType;

#[test]
fn each_linked_article_is_one_row_in_the_order_of_the_page() {
    let listing = html(
        "<a href=/>Home</a> <a href='/News/Content/7/a-slug'>Seven</a> <a href=/Series/Content/9>Nine</a>
         <a href='//en.ifilmtv.ir/iran/content/5?En'>Five</a> <a href=http://en.ifilmtv.com/News/Content/7>Seven</a>
         <a href=https://example.org/News/Content/8>Eight</a> <a href=/News/Content/>None</a>",
    );

    assert_eq!((ids(&listing), listing.dropped), (vec!["7", "5"], 0));
}

#[test]
fn the_headline_is_the_best_text_among_the_links() {
    for card in [
        "<a href=/News/Content/7><img src=/a.jpg alt=hall></a><h3><a href=/News/Content/7>River cinema reopens</a></h3><a href=/News/Content/7>Read more</a>",
        "<a href=/News/Content/7><img src=/a.jpg><h4>River cinema reopens</h4><p>After eleven years the doors of the old cinema are open again.</p></a>",
        "<a href=/News/Content/7>River cinema…</a><a href=/News/Content/7>River cinema reopens</a>",
        "<a href=/News/Content/7><img src=/a.jpg alt='River cinema reopens'></a><a href=/News/Content/7>412</a>",
        "<a href=/News/Content/7 title='River cinema reopens'><img src=/a.jpg></a>",
        "<a href=/News/Content/7><div>2 May 2024</div><div>River cinema reopens</div></a>",
    ] {
        let row = only(html(card));

        assert_eq!(row.title.as_deref(), Some("River cinema reopens"), "{card}");
    }
}

#[test]
fn the_picture_inside_the_link_is_its_picture() {
    let row = only(html(
        "<a href=/News/Content/7><img src='/UploadedFiles/Images/05-03-2022/SmallSize/1.jpg'></a> <a href=/News/Content/7>River cinema reopens</a>",
    ));

    let folder = "https://en.ifilmtv.ir/UploadedFiles/Images/05-03-2022";
    assert_eq!(row.picture, Some(format!("{folder}/1.jpg")));
    assert_eq!(row.picture_small, Some(format!("{folder}/SmallSize/1.jpg")));
    assert!(row.published.is_some());
}

#[test]
fn a_small_copy_of_another_picture_is_left_out() {
    let row = only(html(
        "<a href=/News/Content/7><img src='/UploadedFiles/a/1.jpg'></a>
         <a href=/News/Content/7><img src='/UploadedFiles/b/SmallSize/2.jpg'>River cinema reopens</a>",
    ));

    assert_eq!(row.picture.as_deref(), Some("https://en.ifilmtv.ir/UploadedFiles/a/1.jpg"));
    assert_eq!(row.picture_small, None);
}

#[test]
fn template_rows_are_dropped_and_counted() {
    let listing =
        html("<a href='/News/Content/result[i].Id'>result[i].Title</a><a href=/News/Content/7></a>");

    assert_eq!((ids(&listing), titles(&listing), listing.dropped), (vec!["7"], vec![None], 1));
}

#[test]
fn a_page_without_such_links_is_empty_and_other_documents_are_unreadable() {
    assert_eq!(html("<p>Nothing here</p>").rows.len(), 0);
    assert_eq!(read(DocumentType::Html, b"[]").unwrap_err().code(), ErrorCode::Unreadable);
    assert_eq!(read(DocumentType::Html, b"").unwrap_err().code(), ErrorCode::Unreadable);
}

/// One line stopped every sync: a separator of several bytes came after its number, and the code cut it by
/// bytes.
#[test]
fn a_separator_of_several_bytes_after_a_number_is_read() {
    for (link, title) in [
        ("12–14 May<br>Town hall", "12–14 May Town hall"),
        ("Town hall<br>12–14 May", "Town hall 12–14 May"),
        ("۱ـ بازیگر<br>و دو نفر دیگر", "۱ـ بازیگر و دو نفر دیگر"),
    ] {
        let row = only(html(&format!("<a href=/News/Content/7>{link}</a>")));

        assert_eq!(row.title.as_deref(), Some(title), "{link}");
    }
}

/// A card of a row: its date, lead and picture stand beside the link. They were not read.
#[test]
fn a_card_gives_its_date_lead_and_picture() {
    for card in [
        "<div class=card><img src=/a.jpg><h3><a href=/News/Content/7>The bridge opens</a></h3><span>2 May 2024</span>
         <p>The old bridge was closed for two years and is open again.</p></div>",
        "<li><time datetime=2024-05-02>Thursday</time><a href=/News/Content/7><b>The bridge opens</b></a><br><br>
         The old bridge was closed for two years and is open again.<img src=/a.jpg></li>",
    ] {
        let other = card.replace('7', "8").replace("a.jpg", "b.jpg").replace("old", "new");
        let listing = html(&format!("<p>All that is new in our town and on the river, day by day.</p><ul>{card}{other}</ul>"));

        let [row, second] = <[_; 2]>::try_from(listing.rows).unwrap();
        assert_eq!(row.title.as_deref(), Some("The bridge opens"));
        assert_eq!(row.lead.as_deref(), Some("The old bridge was closed for two years and is open again."));
        assert_eq!(row.picture.as_deref(), Some("https://en.ifilmtv.ir/a.jpg"));
        assert_eq!(row.published.unwrap().at.to_string(), "2024-05-01T20:30:00Z");
        assert_eq!(second.lead.as_deref(), Some("The new bridge was closed for two years and is open again."));
    }
}

#[test]
fn what_stands_between_cards_belongs_to_none() {
    let listing = html(
        "<div><h2>News of the town by the river, every day</h2><div><a href=/News/Content/7>The bridge opens</a></div>
         <p>Our letter comes once a week and costs nothing at all.</p><div><a href=/News/Content/8>A film by the river</a></div></div>",
    );

    assert!(listing.rows.iter().all(|row| row.lead.is_none() && row.published.is_none()));
}

/// The date, the logo and the sentences around a single row became its own.
#[test]
fn what_stands_around_a_single_row_is_not_its_card() {
    let row = only(html(
        "<div class=wrap><header><span>Thursday, 2 May 2024</span><img src=/logo.png></header><h2>News</h2>
         <div><p>The weather: rain in the evening, and wind from the west.</p></div>
         <div class=item><a href=/News/Content/7>The bridge opens</a><p>The old bridge is open again after two years.</p></div>
         <form><p>Leave your address for our letter, which comes once a week.</p></form>
         <p>All rights reserved by the people of the town by the river.</p></div>",
    ));

    assert_eq!(row.lead.as_deref(), Some("The old bridge is open again after two years."));
    assert_eq!((row.picture, row.published), (None, None));
}

/// Rows without blocks of their own had no dates, leads and pictures.
#[test]
fn rows_that_follow_each_other_in_one_block_have_their_parts() {
    let lead = |name: &str| format!("The old {name} was closed for two years and is open again.");
    let flat = |id: u8, name: &str| {
        format!("<h3><a href=/News/Content/{id}>A {name} opens</a></h3><p>{}</p>", lead(name))
    };
    let cells = |id: u8, name: &str| {
        format!(
            "<td><img src=/{id}.jpg></td><td><a href=/News/Content/{id}>A {name} opens</a><br><br>{}</td>",
            lead(name)
        )
    };
    let bare = |id: u8, name: &str| {
        format!(
            "<img src=/{id}.jpg><p><a href=/News/Content/{id}>A {name} opens</a></p><p>{}</p>",
            lead(name)
        )
    };
    for html in [
        format!("<div><h2>News</h2>{}{}{}</div>", flat(7, "bridge"), flat(8, "hall"), flat(9, "mill")),
        format!("<table><tr>{}{}</tr></table>", cells(7, "bridge"), cells(8, "hall")),
        format!("<div>{}{}<p><a href=/more>All news</a></p></div>", bare(7, "bridge"), bare(8, "hall")),
    ] {
        let listing = html_rows(&html);

        let leads: Vec<_> = listing.iter().take(2).map(|row| row.lead.clone()).collect();
        assert_eq!(leads, [Some(lead("bridge")), Some(lead("hall"))], "{html}");
        let picture = |id: u8| html.contains("<img").then(|| format!("https://en.ifilmtv.ir/{id}.jpg"));
        let pictures: Vec<_> = listing.iter().take(2).map(|row| row.picture.clone()).collect();
        assert_eq!(pictures, [picture(7), picture(8)], "{html}");
    }
}

fn html_rows(text: &str) -> Vec<super::ParsedRow> {
    html(text).rows
}

#[test]
fn a_link_around_a_whole_card_gives_its_lead() {
    let card = |id: u32| {
        format!(
            "<div><a href=/News/Content/{id}><h3>The bridge {id} opens</h3><p>The old bridge {id} was closed for two years.</p></a></div>"
        )
    };
    let listing = html(&(card(7) + &card(8)));

    let leads: Vec<_> = listing.rows.iter().map(|row| row.lead.as_deref().unwrap()).collect();
    assert_eq!(
        leads,
        ["The old bridge 7 was closed for two years.", "The old bridge 8 was closed for two years."]
    );
}

/// The headline beside a linked picture became the lead.
#[test]
fn a_headline_is_no_lead() {
    let listing = html(
        "<div><a href=/News/Content/7 title='The bridge by the old mill opens'><img src=/a.jpg></a><span>The bridge by the old mill opens</span></div>
         <div><a href=/News/Content/8>A film by the river is shown</a></div>",
    );

    assert_eq!(listing.rows[0].lead, None);
}
