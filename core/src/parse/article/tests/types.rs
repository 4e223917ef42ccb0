//! Every type of block, and what belongs to it. `html_…` names the public case that a test repeats.

use super::{ONE, THREE, TWO, read, read_in, texts};
use crate::model::{
    Block, BlockContent, Direction, Mark, MediaAddress, Picture, Span, text_of_blocks, text_of_spans,
};

const SITE: &str = "https://en.ifilmtv.ir";

/// The blocks between the paragraphs `ONE` and `TWO`.
fn between(html: &str) -> Vec<BlockContent> {
    let article = read(&format!("<h1>River cinema reopens</h1><div><p>{ONE}</p>{html}<p>{TWO}</p></div>"));
    let mut contents: Vec<BlockContent> = article.blocks.into_iter().map(|block| block.content).collect();
    let is = |content: Option<BlockContent>, text: &str| {
        content.and_then(|content| content.text()) == Some(text.to_owned())
    };
    assert!(is(contents.pop(), TWO), "{contents:?}");
    assert!(is(Some(contents.remove(0)), ONE), "{contents:?}");
    contents
}

/// The texts of the blocks between the paragraphs `ONE` and `TWO`.
fn texts_between(html: &str) -> Vec<String> {
    between(html).iter().filter_map(BlockContent::text).collect()
}

fn paragraph(text: &str) -> Block {
    Block { content: BlockContent::Paragraph { spans: vec![Span::plain(text)] }, dir: Direction::Ltr }
}

fn list(entries: Vec<Vec<Block>>) -> BlockContent {
    BlockContent::List { ordered: false, start: None, reversed: false, entries }
}

fn picture(path: &str) -> Picture {
    Picture::at(format!("{SITE}{path}"))
}

fn captioned(path: &str, text: &str) -> Picture {
    Picture { caption: Some(text.to_owned()), ..picture(path) }
}

fn address(path: &str, media_type: Option<&str>) -> MediaAddress {
    MediaAddress { address: format!("{SITE}{path}"), media_type: media_type.map(str::to_owned) }
}

fn set(text: &str, mark: Mark) -> Span {
    Span { marks: vec![mark], ..Span::plain(text) }
}

#[test]
fn html_poem_lines_of_verse_and_dialogue_stay_apart() {
    let river = "The river is long,\nthe boat is small,\nthe night comes down\nand covers all.";
    let speech = "<p>– Who is there?<br />\n– The <i>ferry<br>man</i>.</p>";
    let paragraphs = "<div>Rain fell.<br>&nbsp;<br>Snow fell.<br></div>";

    assert_eq!(texts_between(&format!("<p>{}</p>", river.replace('\n', "<br>"))), [river]);
    assert_eq!(texts_between(speech), ["– Who is there?\n– The ferry\nman."]);
    assert_eq!(texts_between(paragraphs), ["Rain fell.", "Snow fell."]);
}

#[test]
fn html_pre_white_space_of_preformatted_text_stays() {
    let preformatted = |text: &str| [BlockContent::Preformatted { text: text.to_owned() }];
    let hours = "10:00 doors\n11:00 first film\n  13:00 second film";
    let code = "fn a() {\n\n    b\n}";

    assert_eq!(between(&format!("<pre>\n{hours}\n</pre>")), preformatted(hours));
    assert_eq!(between(&format!("<pre><code>{code}</code></pre>")), preformatted(code));
    assert_eq!(between("<pre>one line<br>and two</pre>"), preformatted("one line\nand two"));
}

#[test]
fn html_superscript_a_raised_digit_is_apart_from_a_number_and_joined_to_a_letter() {
    let html = "<p>The film had 1000<sup>1</sup> guests in 90 m<sup>2</sup> and H<sub>2</sub>O.</p>";
    let chained =
        "<p>It has 3<sup>2</sup> parts<sup>1</sup> and 10<sup>6</sup> leaves, as the guide says.</p>";
    let persian = "<p>در سال ۱۴۰۳<sup>۲</sup> باران بارید و رود پر شد.</p>";

    let spans = vec![
        Span::plain("The film had 1000 "),
        set("1", Mark::Sup),
        Span::plain(" guests in 90 m"),
        set("2", Mark::Sup),
        Span::plain(" and H"),
        set("2", Mark::Sub),
        Span::plain("O."),
    ];
    assert_eq!(between(html), [BlockContent::Paragraph { spans }]);
    assert_eq!(texts_between(html), ["The film had 1000 1 guests in 90 m2 and H2O."]);
    assert_eq!(texts_between(chained), ["It has 3 2 parts1 and 10 6 leaves, as the guide says."]);
    assert_eq!(texts_between(persian), ["در سال ۱۴۰۳ ۲ باران بارید و رود پر شد."]);
}

#[test]
fn f19_the_mark_of_a_note_is_apart_from_the_word_before_it() {
    let html =
        "<p>The bridge is old<sup><a href='#n1'>[1]</a></sup> and long<sup><a href='#n2'>2</a></sup>.</p>";

    assert_eq!(texts_between(html), ["The bridge is old [1] and long 2."]);
}

#[test]
fn code_is_a_mark_and_the_arrow_of_a_note_is_left_out() {
    let html = "<p>Press <kbd>Q</kbd> to end the <code>film</code> now. <a href='#r1'>↩</a></p>";

    let spans = vec![
        Span::plain("Press "),
        set("Q", Mark::Code),
        Span::plain(" to end the "),
        set("film", Mark::Code),
        Span::plain(" now."),
    ];
    assert_eq!(between(html), [BlockContent::Paragraph { spans }]);
}

#[test]
fn a_language_is_named_where_it_is_another_than_that_of_the_article() {
    let html = "<p lang=en>The film <i lang=fr>La pluie</i> and <span lang=en-GB>Rain</span> and <b lang=fa>Wind</b>.</p>";

    let spans = vec![
        Span::plain("The film "),
        Span { language: Some("fr".parse().unwrap()), ..set("La pluie", Mark::Italic) },
        Span::plain(" and Rain and "),
        set("Wind", Mark::Bold),
        Span::plain("."),
    ];
    assert_eq!(between(html), [BlockContent::Paragraph { spans }]);
}

#[test]
fn html_emoji_image_a_small_picture_of_a_sign_is_the_sign() {
    for image in [
        "<img class=emoji alt=😀 src=/emoji/1f600.png>",
        "<img alt=😀 width=20 src=/e.svg>",
        "<amp-img alt=😀 src=/e.png></amp-img>",
    ] {
        let found = between(&format!("<p>He smiled {image} and left the hall.</p>"));

        let spans = vec![Span::plain("He smiled 😀 and left the hall.")];
        assert_eq!(found, [BlockContent::Paragraph { spans }], "{image}");
    }
}

#[test]
fn lists_are_nested_and_have_their_numbers() {
    let html = "<ol start=5 reversed><li>Rain<ul><li>Wind</li><li>Snow</li></ul></li><li>Sun</li></ol>";

    let inner = list(vec![vec![paragraph("Wind")], vec![paragraph("Snow")]]);
    let inner = Block { content: inner, dir: Direction::Ltr };
    let entries = vec![vec![paragraph("Rain"), inner], vec![paragraph("Sun")]];
    assert_eq!(
        between(html),
        [BlockContent::List { ordered: true, start: Some(5), reversed: true, entries }]
    );
}

#[test]
fn a_list_right_inside_a_list_belongs_to_the_entry_before_it() {
    let html = "<ul><li>Rain</li><ul><li>Wind</li></ul><li>Sun</li></ul>";

    let inner = Block { content: list(vec![vec![paragraph("Wind")]]), dir: Direction::Ltr };
    assert_eq!(between(html), [list(vec![vec![paragraph("Rain"), inner], vec![paragraph("Sun")]])]);
}

#[test]
fn a_list_of_definitions_has_an_entry_for_each_term() {
    let html = "<dl><dt>Clapper</dt><dd>Marks a take.</dd><dd>Is loud.</dd><dt>Boom</dt><dd>Holds a microphone.</dd></dl>";

    let entries = vec![
        vec![paragraph("Clapper"), paragraph("Marks a take."), paragraph("Is loud.")],
        vec![paragraph("Boom"), paragraph("Holds a microphone.")],
    ];
    assert_eq!(between(html), [list(entries)]);
}

#[test]
fn lists_are_at_most_eight_deep() {
    let html = format!("<ul><li>{THREE}").repeat(60);
    let article = read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p>{html}"));

    let written = serde_json::to_string(&article.blocks).unwrap();

    assert_eq!(written.matches(r#""type":"list""#).count(), 8);
    assert_eq!(serde_json::from_str::<Vec<Block>>(&written).unwrap(), article.blocks);
}

#[test]
fn a_list_whose_entries_have_headings_only_lays_out_the_page() {
    let entry = |hour: &str| format!("<li><h3>{hour}</h3><p>{THREE}</p></li>");
    let html = format!("<ul>{}{}</ul>", entry("Morning"), entry("Noon"));

    assert_eq!(texts_between(&html), ["Morning", THREE, "Noon", THREE]);
}

#[test]
fn f04_html_table_numbers_every_cell_of_a_table_of_data_is_in_its_row() {
    let years = "<table><tr><th>Year<th>Guests<tr><td>2022<td>412<tr><td>2023<td>98</table>";
    let hours =
        "<table><tr><td>20:30</td><td>Evening film</td></tr><tr><td>22:00</td><td>News</td></tr></table>";
    let scores =
        "<table><tbody><tr><td>River</td><td>3</td></tr><tr><td>Hill</td><td>1</td></tr></tbody></table>";

    let found = between(years);
    let [BlockContent::Table { rows }] = found.as_slice() else { panic!("{found:?}") };
    let headers: Vec<Vec<bool>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.header).collect()).collect();
    assert_eq!(headers, [[true, true], [false, false], [false, false]]);
    assert_eq!(texts_between(years), ["Year | Guests\n2022 | 412\n2023 | 98"]);
    assert_eq!(texts_between(hours), ["20:30 | Evening film\n22:00 | News"]);
    assert_eq!(texts_between(scores), ["River | 3\nHill | 1"]);
}

#[test]
fn f04_a_schedule_without_any_prose_is_a_table() {
    let row = |hour: &str, film: &str| format!("<tr><td>{hour}</td><td>{film}</td></tr>");
    let rows = row("20:30", "Evening film") + &row("22:00", "Late news");
    let article = read(&format!("<h1>Tonight on the channel</h1><table>{rows}</table>"));

    assert_eq!(texts(&article), ["20:30 | Evening film\n22:00 | Late news"]);
}

#[test]
fn f25_a_table_in_a_figure_and_one_of_links_are_tables() {
    let row = |one: &str, other: &str| format!("<tr><td>{one}</td><td>{other}</td></tr>");
    let towns = row("Town", "Hall") + &row("Mapleton", "Two");
    let link = |at: &str, film: &str| row(&format!("<a href=https://x.example/1>{at}</a>"), film);
    let links = link("River", "Film") + &link("Hill", "Play");

    let figure =
        format!("<figure class=wp-block-table><table>{towns}</table><figcaption>Halls</figcaption></figure>");
    assert_eq!(texts_between(&figure), ["Town | Hall\nMapleton | Two"]);
    assert_eq!(texts_between(&format!("<table>{links}</table>")), ["River | Film\nHill | Play"]);
}

#[test]
fn a_cell_that_covers_several_places_leaves_the_others_empty() {
    let html =
        "<table><tr><th colspan=2>Day<th>Film<tr><td rowspan=2>Mon<td>10<td>Rain<tr><td>12<td>Wind</table>";

    let found = between(html);

    let [BlockContent::Table { rows }] = found.as_slice() else { panic!("{found:?}") };
    let text =
        |row: &Vec<_>| row.iter().map(|cell: &crate::model::TableCell| text_of_spans(&cell.spans)).collect();
    let texts: Vec<Vec<String>> = rows.iter().map(text).collect();
    assert_eq!(texts, [["Day", "", "Film"], ["Mon", "10", "Rain"], ["", "12", "Wind"]]);
}

#[test]
fn a_table_that_lays_out_the_page_is_no_block() {
    let long = format!("{ONE} {TWO} {THREE} {ONE} {TWO} {THREE} {ONE} {TWO}");
    let html = format!("<table><tr><td>{long}<td>{TWO}<tr><td><p>{THREE}</p><p>{ONE}</p><td>{TWO}</table>");
    let article = read(&format!("<h1>River cinema reopens</h1>{html}"));

    let is_paragraph = |block: &Block| matches!(block.content, BlockContent::Paragraph { .. });
    assert!(article.blocks.len() > 1 && article.blocks.iter().all(is_paragraph));
}

#[test]
fn a_divider_stands_between_two_blocks_and_once() {
    assert_eq!(between(&format!("<hr><hr><p>{THREE}</p>"))[0], BlockContent::Divider);
    assert_eq!(between("<hr><hr>"), [BlockContent::Divider]);
}

#[test]
fn pictures_in_a_container_of_their_own_are_a_gallery() {
    let one = "<figure><img src=/1.jpg><figcaption>One</figcaption></figure>";
    let two = "<figure><img src=/2.jpg></figure>";

    let images = vec![captioned("/1.jpg", "One"), picture("/2.jpg")];
    let apart = [BlockContent::Image(captioned("/1.jpg", "One")), BlockContent::Image(picture("/2.jpg"))];
    assert_eq!(between(&format!("<div class=gallery>{one}{two}</div>")), [BlockContent::Gallery { images }]);
    assert_eq!(between(&format!("{one}{two}")), apart);
}

#[test]
fn f15_a_caption_is_a_field_and_never_text() {
    let bridge = "The old bridge in the morning of the first day.";
    let hall = "The hall, as the public has never seen it before.";
    let roof = "The roof before it was repaired.";
    let image = format!("<div class=image><img src=/1.jpg><div class=image-desc>{bridge}</div></div>");
    let strip = format!(
        "<ul><li><img src=/1.jpg><div>{hall}</div></li><li><img src=/2.jpg><div>{roof}</div></li></ul>"
    );

    assert_eq!(between(&image), [BlockContent::Image(captioned("/1.jpg", bridge))]);
    let images = vec![captioned("/1.jpg", hall), captioned("/2.jpg", roof)];
    assert_eq!(between(&strip), [BlockContent::Gallery { images }]);
}

/// Seen in made pages: the name of the photographer stood in the caption.
#[test]
fn a_credit_is_no_part_of_a_caption() {
    let bridge = "The old bridge in the morning.";
    for credit in
        ["<span class=credit>Photo: Mina Farhadi</span>", " (Image: Lake Agency)", "<br>عکس: مینا فرهادی"]
    {
        let html = format!("<figure><img src=/1.jpg><figcaption>{bridge}{credit}</figcaption></figure>");

        assert_eq!(between(&html), [BlockContent::Image(captioned("/1.jpg", bridge))], "{credit}");
    }
    let only = "<div><img src=/1.jpg><span class=credit>Photograph by Mina Farhadi</span></div>";
    assert_eq!(between(only), [BlockContent::Image(picture("/1.jpg"))]);
    let cell = |at: u8, text: &str| {
        format!("<div class=cell><img src=/{at}.jpg><div class=cap>{text} <em>(Lantern)</em></div></div>")
    };
    let images = vec![captioned("/1.jpg", "The door"), captioned("/2.jpg", "The roof")];
    let strip = format!("<div>{}{}</div>", cell(1, "The door"), cell(2, "The roof"));
    assert_eq!(between(&strip), [BlockContent::Gallery { images }]);
}

#[test]
fn captions_of_old_and_of_blog_markup_are_known() {
    for html in [
        "<div id=a_7 class='wp-caption alignleft'><img src=/1.jpg><p class='wp-caption-text'>The door of the hall</p></div>",
        "<center><img src=/1.jpg><br><font size=1>The door of the hall</font></center>",
        "<picture class=c-media><img src=/1.jpg></picture><div class=c-media__caption>The door of the hall</div>",
    ] {
        assert_eq!(
            between(html),
            [BlockContent::Image(captioned("/1.jpg", "The door of the hall"))],
            "{html}"
        );
    }
}

#[test]
fn thumbnails_adverts_and_portraits_are_no_pictures_of_the_text() {
    for html in [
        "<div><a href=/news/30140><img src=/th.jpg><strong>How a fish is cooked</strong></a></div>",
        "<div class=adv><a href=https://tea.example/x><img src=/ads/tea.gif></a></div>",
    ] {
        assert!(between(html).is_empty(), "{html}");
    }
    let portrait = "<p class=byline><img src=/people/mina.jpg> By Mina Farhadi</p>";
    let article = read(&format!("<h1>River cinema reopens</h1>{portrait}<p>{ONE}</p><p>{TWO}</p>"));
    assert_eq!(texts(&article).len(), article.blocks.len());
    let large = |at: u8| format!("<a href=/large/{at}.jpg><img src=/small/{at}.jpg width=90></a>");
    let images = vec![picture("/large/1.jpg"), picture("/large/2.jpg")];
    assert_eq!(between(&format!("<div>{}{}</div>", large(1), large(2))), [BlockContent::Gallery { images }]);
}

#[test]
fn the_player_above_the_title_is_that_of_the_article() {
    let frame = "<iframe src=https://www.youtube.com/embed/river01></iframe>";
    let article = read(&format!("<div>{frame}</div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"));

    let address = "https://www.youtube.com/embed/river01".to_owned();
    let provider = Some("YouTube".to_owned());
    assert_eq!(article.blocks[0].content, BlockContent::Embed { address, provider, title: None });
}

#[test]
fn a_paragraph_beside_a_picture_is_text() {
    assert_eq!(texts_between(&format!("<section><img src=/1.jpg><p>{THREE}</p></section>")), [THREE]);
}

#[test]
fn html_lazy_srcset_the_true_picture_is_taken_and_not_the_sign_of_waiting() {
    for (html, path) in [
        ("<img src=/img/loading.gif data-srcset='/a-300.jpg 300w, /a-900.jpg 900w'>", "/a-900.jpg"),
        ("<picture><source srcset='/a.webp 800w'><img src=data:image/gif;base64,R0></picture>", "/a.webp"),
        ("<picture><source data-srcset='/w_1,h_2/a.jpg'><img alt=x></picture>", "/w_1,h_2/a.jpg"),
        ("<img data-original=/a.jpg src=/spinner.gif>", "/a.jpg"),
        ("<amp-img src=/a.jpg></amp-img>", "/a.jpg"),
    ] {
        let found = between(html);

        let [BlockContent::Image(image)] = found.as_slice() else { panic!("{html}: {found:?}") };
        assert_eq!(image.address, format!("{SITE}{path}"), "{html}");
    }
}

#[test]
fn html_noscript_image_a_picture_in_noscript_counts_once() {
    for html in [
        "<img class=lazy src='data:image/gif;base64,R0'><noscript><img src=/hall.jpg></noscript>",
        "<img class=lazy data-src=/hall.jpg><noscript><img src=/hall.jpg></noscript>",
        "<noscript><img src=/hall.jpg></noscript><img class=lazy data-src=/hall.jpg>",
        "<figure><img data-src=/hall.jpg src=/blank.gif><noscript><img src=/x/hall.jpg></noscript></figure>",
        "<p><noscript><img src=/hall.jpg></noscript></p>",
    ] {
        assert_eq!(between(html), [BlockContent::Image(picture("/hall.jpg"))], "{html}");
    }
}

#[test]
fn a_picture_has_the_size_that_the_page_says() {
    let sized = Picture { width: Some(640), height: Some(360), ..picture("/a.jpg") };

    assert_eq!(between("<img src=/a.jpg width=640px height=360>"), [BlockContent::Image(sized)]);
}

#[test]
fn html_video_lazy_a_video_has_all_its_files() {
    let video = |addresses| BlockContent::Video { addresses, poster: None, caption: None };
    let several = "<video><source src=/v.webm type=video/webm><source data-src=/v.mp4 type=video/mp4><p>No video</p></video>";
    let whole =
        "<figure><video src=/v.mp4 data-poster=/s.jpg></video><figcaption>The opening</figcaption></figure>";

    let one = vec![address("/v/clip.mp4", None)];
    assert_eq!(between("<video data-src=/v/clip.mp4 controls></video>"), [video(one)]);
    let files = vec![address("/v.webm", Some("video/webm")), address("/v.mp4", Some("video/mp4"))];
    assert_eq!(between(several), [video(files)]);
    let captioned = BlockContent::Video {
        addresses: vec![address("/v.mp4", None)],
        poster: Some(format!("{SITE}/s.jpg")),
        caption: Some("The opening".to_owned()),
    };
    assert_eq!(between(whole), [captioned]);
}

#[test]
fn e16_audio_is_a_block_and_its_fallback_is_no_text() {
    let audio = BlockContent::Audio { addresses: vec![address("/a.mp3", None)], caption: None };
    for html in [
        "<audio controls src=/a.mp3>Your browser does not support HTML5 audio</audio>",
        "<audio><source src=/a.mp3></audio>",
        "<amp-audio src=/a.mp3><div fallback>Your browser does not support HTML5 audio</div></amp-audio>",
    ] {
        assert_eq!(between(html).as_slice(), std::slice::from_ref(&audio), "{html}");
    }
}

#[test]
fn html_iframe_trailer_players_are_embedded() {
    let aparat = "https://www.aparat.com/video/video/embed/videohash/abc/vt/frame";
    let youtube = "https://www.youtube.com/embed/river01";
    for (html, address, provider) in [
        ("<iframe src=https://www.youtube.com/embed/river01 width=560></iframe>", youtube, Some("YouTube")),
        ("<amp-youtube data-videoid=river01></amp-youtube>", youtube, Some("YouTube")),
        (&format!("<iframe data-src={aparat}></iframe>"), aparat, Some("Aparat")),
        (
            "<div id=7><script src='https://www.aparat.com/embed/abc?data=7'></script></div>",
            aparat,
            Some("Aparat"),
        ),
        ("<iframe src=https://cdn.example/player/7></iframe>", "https://cdn.example/player/7", None),
        (
            "<object><param name=movie><embed src=https://vimeo.com/7></object>",
            "https://vimeo.com/7",
            Some("Vimeo"),
        ),
    ] {
        let provider = provider.map(str::to_owned);
        let embed = BlockContent::Embed { address: address.to_owned(), provider, title: None };
        assert_eq!(between(html), [embed], "{html}");
    }
    assert!(
        between("<iframe src=https://a.example/ads/video></iframe><iframe src=/form></iframe>").is_empty()
    );
}

#[test]
fn f18_what_an_amp_element_shows_while_it_loads_is_no_text() {
    assert!(between("<amp-ad><div placeholder>Loading…</div></amp-ad>").is_empty());
}

#[test]
fn e9_e12b_a_link_of_a_heading_to_itself_is_its_text_and_one_to_edit_it_is_not() {
    let edit = "<h2>Childhood <span class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>It rained.</p>";
    let fold = "<h3><a href='#c1' data-toggle=collapse>What is new?</a></h3><p>The roof is new.</p>";

    assert_eq!(texts_between(edit), ["Childhood", "It rained."]);
    assert_eq!(texts_between(fold), ["What is new?", "The roof is new."]);
}

#[test]
fn an_entry_written_the_other_way_has_its_own_direction() {
    let body = "در این فیلم چهار بازیگر جوان برای نخستین بار روبه‌روی دوربین رفتند و مردم آن را دیدند.";
    let entries = "<li>باران</li><li>The rain falls on it</li>";
    let article = read_in("fa", &format!("<h1>باران</h1><p>{body}</p><ul>{entries}</ul><p>{body}</p>"));

    let BlockContent::List { entries, .. } = &article.blocks[1].content else { panic!("no list") };
    assert_eq!((entries[0][0].dir, entries[1][0].dir), (Direction::Rtl, Direction::Ltr));
    let text = format!("{body}\n\nباران\n\nThe rain falls on it\n\n{body}");
    assert_eq!(text_of_blocks(&article.blocks), text);
}

#[test]
fn html_list_of_sources_a_list_of_links_to_other_sites_amid_the_text_is_text() {
    let entry = |at: u8| format!("<li><a href=https://other{at}.example/a>Source number {at}</a></li>");
    let sources = format!("<p>These works are planned:</p><ul>{}{}</ul>", entry(1), entry(2));
    let numbered = format!("<ol>{}{}{}</ol>", entry(1), entry(2), entry(3));
    let named = "<ul><li><a href=https://a.example/a>The ferry</a>, a film</li><li><a href=https://b.example/b>The lake</a>, a play</li></ul>";
    let own = "<ul><li><a href=/News/Content/1>Ships return</a></li><li><a href=/News/Content/2>Rain falls</a></li></ul>";
    let sharing = "<ul><li><a href=https://x.example/share?u=1>Post it there</a></li><li><a href=https://wa.me/?t=1>Send it on</a></li></ul>";

    assert_eq!(texts_between(&sources), ["These works are planned:", "Source number 1\n\nSource number 2"]);
    assert_eq!(texts_between(&numbered), ["Source number 1\n\nSource number 2\n\nSource number 3"]);
    assert_eq!(texts_between(named), ["The ferry, a film\n\nThe lake, a play"]);
    assert!(between(own).is_empty());
    assert!(between(sharing).is_empty());
}

#[test]
fn html_lines_of_digits_a_result_and_the_hour_that_heads_an_entry_are_text() {
    assert_eq!(
        texts_between(&format!("<p>3 – 1</p><h3>18:05</h3><p>{THREE}</p>")),
        ["3 – 1", "18:05", THREE]
    );
    assert_eq!(texts_between("<ul><li>2022</li><li>2023</li></ul>"), ["2022\n\n2023"]);
    assert_eq!(texts_between("<p>۲ – ۰</p><p>412</p><div>00:00</div>"), ["۲ – ۰"]);
}

#[test]
fn f09_what_a_player_shows_beside_its_video_is_no_text() {
    let html = "<video src=/v.mp4></video><span>00:00</span><span>00:00</span><a href=/v.mp4>MP4</a>";
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div>{ONE}</div>{html}<div>{TWO}</div><div>{THREE}</div>"
    ));

    let found = [article.lead.into_iter().collect(), texts_of(&article.blocks)].concat();
    assert_eq!(found, [ONE, TWO, THREE]);
    assert!(texts_between("<div>0:00 / 12:30 HD 720p</div>").is_empty());
    assert_eq!(texts_between("<p>The film in 1080p begins at 18:05 in the hall.</p>").len(), 1);
}

fn texts_of(blocks: &[Block]) -> Vec<String> {
    blocks.iter().filter_map(|block| block.content.text()).collect()
}

#[test]
fn f16_e52_a_drawn_player_is_no_text() {
    let controls = "<div><video src=/v.mp4></video><div>Video Player is loading.</div><span>Current Time 0:00</span>
         <div>Duration -:-</div><div>Loaded: 0%</div><div>Remaining Time -0:00</div><div>subtitles off, selected</div></div>";
    let one_line = "<div class=player><video src=/v.mp4></video><div><span>Video player is loading.</span>
         <span>Current Time 0:00</span><span>Duration 3:20</span><span>Play</span></div></div>";

    let video = BlockContent::Video { addresses: vec![address("/v.mp4", None)], poster: None, caption: None };
    assert_eq!(between(controls).as_slice(), std::slice::from_ref(&video));
    assert_eq!(between(one_line), [video]);
}

#[test]
fn f14_e14_e23_boxes_to_sign_up_and_to_vote_go_whole() {
    for html in [
        "<h3>Join us</h3><p>Our letter comes to you each Friday with ten stories.</p><form><input type=email><button>Go</button></form>",
        "<div><p>Did you like this story?</p><p>Our tales arrive in your mail each Friday.</p><form><input type=email></form></div>",
        "<form class=poll><p>Which hall do you like?</p><label><input type=radio> The old one</label><p>1,204 votes so far</p></form>",
        "<fieldset><legend>Which hall do you like?</legend><label><input type=radio> The old one</label></fieldset>",
        "<div><b>خبرنامه</b><p>هر جمعه داستان‌های تازه را برای شما می‌فرستیم.</p><input name=email placeholder=ایمیل></div>",
    ] {
        assert!(between(html).is_empty(), "{html}");
    }
}

#[test]
fn f17_e27_tags_at_the_end_are_no_text() {
    for label in ["برچسب‌ها:", "الكلمات المفتاحية:", "کلیدواژه‌ها |", "Tags:", "Filed under:"]
    {
        let tags = format!("<p>{label} <a href=/tag/1>باران</a>، <a href=/tag/2>رود و پل</a></p>");
        let article = read_in("fa", &format!("<h1>باران</h1><div><p>{ONE}</p><p>{TWO}</p>{tags}</div>"));

        assert_eq!(texts(&article), [ONE, TWO], "{label}");
    }
}

#[test]
fn f18_a_word_for_loading_is_no_text() {
    for word in ["Loading…", "در حال بارگذاری...", "جاري التحميل"] {
        assert!(between(&format!("<div>{word}</div>")).is_empty(), "{word}");
    }
}

#[test]
fn e26_a_line_that_repeats_what_a_picture_shows_is_its_caption() {
    let html = "<div><img src=/1.jpg alt='The old bridge at noon'></div><p>The old bridge at noon, seen from the ferry.</p>";
    let called = "<div><img src=/1.jpg></div><div class=picnote>The hall from above.</div>";

    let described = Some("The old bridge at noon".to_owned());
    let bridge = captioned("/1.jpg", "The old bridge at noon, seen from the ferry.");
    assert_eq!(between(html), [BlockContent::Image(Picture { description: described, ..bridge })]);
    assert_eq!(between(called), [BlockContent::Image(captioned("/1.jpg", "The hall from above."))]);
}

#[test]
fn html_legal_cookie_a_sentence_about_baking_is_text() {
    for sentence in [
        "برای پخت این کوکی از آرد جو استفاده می‌شود و کودکان آن را دوست دارند.",
        "The policy of the bakery is to use butter in each cookie that it sells.",
        "يقول الخباز إن ملفات الوصفات القديمة كلها محفوظة في صندوق من خشب.",
    ] {
        assert_eq!(texts_between(&format!("<p>{sentence}</p>")), [sentence]);
    }
}

#[test]
fn html_legal_credit_heads_block_the_paragraph_under_a_credit_is_text() {
    for credit in
        ["© A. Rahimi / Agency", "Image: © Sample Photos", "© ۱۴۰۳ آژانس رود", "Copyright 2024 River Post"]
    {
        let html = format!("<div><p>{credit}</p><p>{THREE}</p></div>");

        assert_eq!(texts_between(&html), [THREE], "{credit}");
    }
}

#[test]
fn html_legal_lines_go_only_when_the_whole_block_is_one() {
    let baker = "She baked a cookie for each of the guests and they all said that it was good.";

    assert_eq!(texts_between(&format!("<p>{baker}</p>")), [baker]);
    assert!(between("<p>© 2024 River Post. All rights reserved.</p>").is_empty());
}

/// Icons stood in links, and each cut its sentence.
#[test]
fn an_icon_or_a_button_does_not_end_a_sentence() {
    for icon in ["<svg><path d=M0/></svg>", "<math><mi>x</mi></math>", "<button>i</button>"] {
        let html = format!(
            "<p>The plans are on <a href=/p>the page of the town{icon}</a> and can be read until May.</p>"
        );

        assert_eq!(
            texts_between(&html),
            ["The plans are on the page of the town and can be read until May."]
        );
    }
}

#[test]
fn a_figure_that_is_not_closed_takes_no_text_along() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>{ONE}</p><figure><img src=/a.jpg><figcaption>The hall</figcaption><p>{TWO}</p><p>{THREE}</p><p>{ONE}</p>"
    ));

    let found = [article.lead.into_iter().collect(), texts_of(&article.blocks)].concat();
    assert_eq!(found, [ONE, TWO, THREE, ONE]);
}

#[test]
fn paragraphs_beside_pictures_that_are_most_of_the_text_are_no_captions() {
    let item = |text: &str| format!("<div class=item><img src=/i.jpg><div>{text}</div></div>");
    let article = read(&format!("<h1>River cinema reopens</h1>{}{}{}", item(ONE), item(TWO), item(THREE)));

    assert_eq!(texts_of(&article.blocks), [ONE, TWO, THREE]);
}

#[test]
fn who_said_a_quotation_stays_with_it() {
    for html in [
        "<figure><blockquote>The roof will hold, whatever comes.</blockquote><figcaption>Anna Berg, mayor</figcaption></figure>",
        "<blockquote><p>The roof will hold, whatever comes.</p><footer>Anna Berg, mayor</footer></blockquote>",
    ] {
        assert_eq!(
            texts_between(html),
            ["The roof will hold, whatever comes.", "Anna Berg, mayor"],
            "{html}"
        );
    }
}

#[test]
fn preformatted_numbers_and_signs_stay() {
    assert_eq!(texts_between("<pre>1 2 3\n4 5 6</pre>"), ["1 2 3\n4 5 6"]);
    assert_eq!(texts_between("<pre>a = 1</pre>"), ["a = 1"]);
}

#[test]
fn a_player_that_a_script_draws_is_no_text() {
    let html = "<div class='video-js vjs-paused'><div class=vjs-control-bar><div>Playback Rate</div><div>Fullscreen</div></div>
         <div role=dialog><p>This modal can be closed by pressing the Escape key or activating the close button.</p></div></div>";

    assert!(between(html).is_empty(), "{:?}", between(html));
}
