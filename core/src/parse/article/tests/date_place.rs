//! Which of several dates counts: by where it stands, and by what it says of the text.

use super::{ONE, THREE, TWO, read, read_in, texts};

const PERSIAN: &str = "در این شهر کنار رود، تالار تازه روز شنبه باز شد و مهمانان زود آمدند تا آن را ببینند.";
const ARABIC: &str =
    "افتتحت المدينة الواقعة على النهر سينما جديدة يوم السبت، وجاء الضيوف الأوائل مبكرا لمشاهدتها.";

/// The dates of a page that has this markup before its title, between title and text, and behind the text.
fn dates_in(edition: &str, [head, between, behind]: [&str; 3]) -> [Option<String>; 2] {
    let (title, text) = match edition {
        "fa" | "fa2" => ("تالار تازه کنار رود باز شد", PERSIAN),
        "ar" => ("افتتاح سينما جديدة على ضفة النهر", ARABIC),
        _ => ("River cinema reopens after years", ONE),
    };
    let more = if edition == "en" { [TWO, THREE] } else { [text, text] };
    let article = read_in(
        edition,
        &format!(
            "{head}<div id=main><h1>{title}</h1>{between}<div class=text><p>{text}</p><p>{} 2</p><p>{} 3</p></div></div>{behind}",
            more[0], more[1]
        ),
    );
    [article.published.map(|date| date.at.to_string()), article.updated.map(|date| date.at.to_string())]
}

fn published_in(edition: &str, parts: [&str; 3]) -> Option<String> {
    let [published, _] = dates_in(edition, parts);
    published
}

/// The second of May in Tehran, as a day and with a time.
const DAY: Option<&str> = Some("2024-05-01T20:30:00Z");
const MINUTE: Option<&str> = Some("2024-05-02T14:35:00Z");

#[test]
fn a_time_in_the_header_of_the_site_is_not_the_date() {
    let clock = "<header><a href=/>Home</a><time datetime='2026-11-22T18:05'>now</time></header>";
    for (edition, stamp, date) in [
        ("en", "<div>2 May 2024</div>", DAY),
        ("en", "<div><time datetime=2024-05-02T18:05>2 May</time></div>", MINUTE),
        ("fa", "<div>۱۳ اردیبهشت ۱۴۰۳ - ۱۸:۰۵</div>", MINUTE),
        ("ar", "<div>٢ مايو ٢٠٢٤</div>", DAY),
        ("en", "", None),
    ] {
        assert_eq!(published_in(edition, [clock, stamp, ""]).as_deref(), date, "{edition} {stamp}");
    }
}

#[test]
fn a_clock_in_the_header_of_the_site_does_not_beat_a_day_of_the_article() {
    for (edition, clock, stamp) in [
        (
            "en",
            "Sunday, 22 November 2026 18:05",
            "<p class=lead>A hall that was shut for years is open again.</p><div>2 May 2024</div>",
        ),
        (
            "fa",
            "یکشنبه ۱ آذر ۱۴۰۵ ساعت ۱۸:۰۵",
            "<p class=lead>تالاری که سال‌ها بسته بود باز شد.</p><div>۱۳ اردیبهشت ۱۴۰۳</div>",
        ),
        (
            "ar",
            "الأحد ٢٢ نوفمبر ٢٠٢٦ - ١٨:٠٥",
            "<p class=lead>عادت القاعة التي أغلقت سنوات.</p><div>٢ مايو ٢٠٢٤</div>",
        ),
    ] {
        let header = format!("<header><a href=/>Home</a><div>{clock}</div></header>");

        assert_eq!(published_in(edition, [&header, stamp, ""]).as_deref(), DAY, "{clock}");
    }
}

#[test]
fn a_time_in_a_comment_is_not_the_date() {
    for (edition, heading, comment) in [
        ("en", "Comments (2)", "What a fine hall, we shall come again with all our friends."),
        ("fa", "نظرات (۲)", "چه تالار خوبی است، باز هم با دوستان خود به آنجا خواهیم رفت."),
        ("ar", "التعليقات (2)", "قاعة جميلة جدا وسوف نعود إليها مع جميع أصدقائنا في الربيع."),
    ] {
        let one = |minute: u32| {
            format!(
                "<li class=comment><b>Mina</b> <time itemprop=datePublished datetime='2024-05-09T10:0{minute}:00Z'>9 May 2024</time><p>{comment}</p></li>"
            )
        };
        let comments = format!("<div class=comments><h3>{heading}</h3><ul>{}{}</ul></div>", one(1), one(2));
        let single = format!("<div class=comments><h3>{heading}</h3><ul>{}</ul></div>", one(1));

        for behind in [&comments, &single] {
            assert_eq!(published_in(edition, ["", "", behind]), None, "{edition}");
            let stamped = published_in(edition, ["", "<div>2 May 2024</div>", behind]);
            assert_eq!(stamped.as_deref(), DAY, "{edition}");
        }
    }
}

#[test]
fn a_time_in_a_card_of_another_story_is_not_the_date() {
    for (edition, title, stamp) in [
        ("en", "Another hall", "2 May 2024"),
        ("fa", "تالار دیگر شهر", "۱۳ اردیبهشت ۱۴۰۳"),
        ("ar", "قاعة أخرى", "٢ مايو ٢٠٢٤"),
    ] {
        let card = |id: u32| {
            format!(
                "<article class=card><h3><a href=/News/Content/{id}>{title} {id}</a></h3><time itemprop=datePublished datetime='2024-04-0{id}T10:00:00Z'>1</time></article>"
            )
        };
        let cards = format!("<aside>{}{}{}</aside>", card(1), card(2), card(3));
        let stamp = format!("<div>{stamp}</div>");

        assert_eq!(published_in(edition, [&cards, &stamp, ""]).as_deref(), DAY, "{edition}");
        assert_eq!(published_in(edition, ["", &stamp, &cards]).as_deref(), DAY, "{edition}");
        assert_eq!(published_in(edition, [&cards, "", ""]), None, "{edition}");
    }
}

/// A page whose own `<time>` is in the footer of its article has a date.
#[test]
fn a_time_in_the_footer_of_the_article_is_its_date() {
    let page = format!(
        "<article><h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p></div>\
         <footer>Posted on <time datetime=2024-05-02T18:05>2 May 2024</time></footer></article>"
    );

    assert_eq!(read_in("en", &page).published.map(|date| date.at.to_string()).as_deref(), MINUTE);
}

fn ld(json: &str) -> String {
    format!("<script type='application/ld+json'>{{\"@context\":\"https://schema.org\",{json}}}</script>")
}

#[test]
fn json_ld_of_something_else_is_no_date_of_the_page() {
    for json in [
        "\"@type\":\"Organization\",\"name\":\"Site\",\"datePublished\":\"2011-01-01\"",
        "\"@type\":\"WebSite\",\"headline\":\"Site\",\"datePublished\":\"2011-01-01\"",
        "\"@type\":\"Comment\",\"text\":\"Fine\",\"datePublished\":\"2024-05-09T10:00:00Z\"",
        "\"@type\":[\"Event\",\"Festival\"],\"name\":\"Festival\",\"datePublished\":\"2024-06-09T10:00:00Z\"",
        "\"@graph\":[{\"@type\":\"http://schema.org/Movie\",\"name\":\"The River\",\"datePublished\":\"1999-05-09\"}]",
    ] {
        let script = ld(json);

        for (edition, stamp) in [("en", "2 May 2024"), ("fa", "۱۳ اردیبهشت ۱۴۰۳"), ("ar", "٢ مايو ٢٠٢٤")]
        {
            let stamp = format!("<div>{stamp}</div>");
            assert_eq!(published_in(edition, [&script, &stamp, ""]).as_deref(), DAY, "{json}");
        }
        assert_eq!(published_in("en", [&script, "", ""]), None, "{json}");
    }
}

#[test]
fn json_ld_of_another_story_is_no_date_of_the_page() {
    for (edition, headline, stamp) in [
        ("en", "Bakers strike over flour prices", "2 May 2024"),
        ("fa", "نانوایان شهر از گرانی آرد می‌گویند", "۱۳ اردیبهشت ۱۴۰۳"),
        ("ar", "إضراب الخبازين بسبب سعر الطحين", "٢ مايو ٢٠٢٤"),
    ] {
        let other = ld(&format!(
            "\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\"url\":\"/News/Content/99\",\"datePublished\":\"2024-04-09T10:00:00Z\""
        ));
        let stamp = format!("<div>{stamp}</div>");

        assert_eq!(published_in(edition, [&other, &stamp, ""]).as_deref(), DAY, "{edition}");
        assert_eq!(published_in(edition, [&other, "", ""]), None, "{edition}");
    }
}

#[test]
fn of_several_stories_in_json_ld_that_of_the_page_counts() {
    for (edition, headline) in [
        ("en", "River cinema reopens after years"),
        ("fa", "تالار تازه کنار رود باز شد"),
        ("ar", "افتتاح سينما جديدة على ضفة النهر"),
    ] {
        let story = |headline: &str, date: &str| {
            format!("{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\"datePublished\":\"{date}\"}}")
        };
        let stories = ld(&format!(
            "\"@graph\":[{},{}]",
            story("Bakers strike over flour prices", "2024-04-09T10:00:00Z"),
            story(headline, "2024-05-02T14:35:00Z")
        ));

        assert_eq!(published_in(edition, [&stories, "", ""]).as_deref(), MINUTE, "{edition}");
    }
}

/// Headlines for search engines differ from printed ones. Such a date counts if nothing better is there.
#[test]
fn json_ld_with_another_headline_counts_if_it_is_the_only_story() {
    let story = ld(
        "\"@type\":\"NewsArticle\",\"headline\":\"Cinema news today\",\"datePublished\":\"2024-05-02T14:35:00Z\"",
    );

    assert_eq!(published_in("en", [&story, "", ""]).as_deref(), MINUTE);
}

#[test]
fn the_label_of_a_date_may_be_in_another_element() {
    for (edition, lines) in [
        ("en", "<dl><dt>Updated</dt><dd>3 May 2024</dd><dt>Published</dt><dd>2 May 2024</dd></dl>"),
        (
            "en",
            "<div><div>Last updated:</div><div>3 May 2024</div><div>First published:</div><div>2 May 2024</div></div>",
        ),
        (
            "en",
            "<div><span>Updated:</span><span>3 May 2024</span></div><div><span>Published:</span><span>2 May 2024</span></div>",
        ),
        (
            "en",
            "<table><tr><th>Updated</th><td>3 May 2024</td></tr><tr><th>Published</th><td>2 May 2024</td></tr></table>",
        ),
        (
            "fa",
            "<dl><dt>به‌روزرسانی</dt><dd>۱۴ اردیبهشت ۱۴۰۳</dd><dt>تاریخ انتشار</dt><dd>۱۳ اردیبهشت ۱۴۰۳</dd></dl>",
        ),
        (
            "fa",
            "<div><b>آخرین ویرایش</b><i>۱۴ اردیبهشت ۱۴۰۳</i></div><div><b>تاریخ انتشار</b><i>۱۳ اردیبهشت ۱۴۰۳</i></div>",
        ),
        ("fa2", "<ul><li>تازه‌سازی:</li><li>۱۴ ثور ۱۴۰۳</li><li>تاریخ نشر:</li><li>۱۳ ثور ۱۴۰۳</li></ul>"),
        (
            "ar",
            "<div><div>آخر تحديث</div><div>٣ مايو ٢٠٢٤</div><div>تاريخ النشر</div><div>٢ مايو ٢٠٢٤</div></div>",
        ),
        (
            "en",
            "<div><div>Updated</div><time datetime=2024-05-03>3 May 2024</time></div><div><div>Published</div><time datetime=2024-05-02>2 May 2024</time></div>",
        ),
    ] {
        let [published, updated] = dates_in(edition, ["", lines, ""]);

        assert_eq!(published.as_deref(), DAY, "{lines}");
        assert_eq!(updated.as_deref(), Some("2024-05-02T20:30:00Z"), "{lines}");
    }
}

#[test]
fn a_date_behind_the_label_of_something_else_is_not_that_of_the_text() {
    for (edition, lines) in [
        ("en", "<dl><dt>Born</dt><dd>2 May 1949</dd></dl>"),
        ("en", "<div><div>Release date:</div><div>2 May 1999</div></div>"),
        ("en", "<div><div>Premiere:</div><time datetime=2024-06-02>2 June 2024</time></div>"),
        ("fa", "<dl><dt>تاریخ تولد</dt><dd>۱۳ اردیبهشت ۱۳۲۸</dd></dl>"),
        ("ar", "<div><div>تاريخ العرض</div><div>٢ مايو ١٩٩٩</div></div>"),
    ] {
        assert_eq!(published_in(edition, ["", lines, ""]), None, "{lines}");
    }
}

#[test]
fn a_date_of_a_machine_years_ahead_does_not_hide_a_stamp() {
    let metas = [
        "<meta property='article:published_time' content='2041-11-16T10:00:00Z'>".to_owned(),
        "<time datetime='2124-05-02T18:05'></time>".to_owned(),
        ld("\"@type\":\"NewsArticle\",\"datePublished\":\"2099-12-31T00:00:00Z\""),
    ];
    for (edition, stamp) in [("en", "2 May 2024"), ("fa", "۱۳ اردیبهشت ۱۴۰۳"), ("ar", "٢ مايو ٢٠٢٤")]
    {
        for meta in &metas {
            let [published, updated] = dates_in(edition, [meta, &format!("<div>{stamp}</div>"), ""]);

            assert_eq!((published.as_deref(), updated), (DAY, None), "{edition} {meta}");
        }
    }
    assert_eq!(published_in("en", [&metas[0], "", ""]).as_deref(), Some("2041-11-16T10:00:00Z"));
}

#[test]
fn a_meta_of_an_earlier_name_does_not_hide_a_date_that_may_be_true() {
    let metas = "<meta property='article:published_time' content='2124-05-02T18:05'><meta name=pubdate content='2024-05-02T18:05'>";

    assert_eq!(published_in("en", [metas, "", ""]).as_deref(), MINUTE);
}

#[test]
fn the_folder_of_an_empty_field_is_no_date() {
    for folder in ["01-01-1970", "01-01-0001", "31-12-1899", "1-1-1980"] {
        for edition in ["en", "fa", "ar"] {
            let picture =
                format!("<meta property=og:image content='/UploadedFiles/MultiImages/{folder}/10_20.jpg'>");

            assert_eq!(published_in(edition, [&picture, "", ""]), None, "{folder}");
        }
    }
}

/// The day of a blog stands above its title, and the time in the footer of its post.
#[test]
fn a_day_gets_the_time_of_the_same_day_that_stands_elsewhere() {
    let footer = "<div class=post-footer>Posted by Mina at <abbr class=published title='2024-05-02T18:05:00+03:30'>6:05 pm</abbr></div>";
    let story = ld("\"@type\":\"WebPage\",\"datePublished\":\"2024-05-02T14:35:00Z\"");

    for (edition, day) in [("en", "2 May 2024"), ("fa", "۱۳ اردیبهشت ۱۴۰۳"), ("ar", "٢ مايو ٢٠٢٤")]
    {
        let day = format!("<div>{day}</div>");
        assert_eq!(published_in(edition, ["", &day, footer]).as_deref(), MINUTE, "{edition}");
        assert_eq!(published_in(edition, [&story, &day, ""]).as_deref(), MINUTE, "{edition}");
    }
    assert_eq!(
        published_in("en", [&story, "<div>9 May 2024</div>", ""]).as_deref(),
        Some("2024-05-08T20:30:00Z")
    );
}

/// Seen: the clock of a site, in a block without a name, came before the day of the article. The documents of
/// the tests came on the first of December 2026.
#[test]
fn a_clock_of_the_site_above_the_title_is_not_the_date() {
    for (edition, clock, stamp) in [
        ("en", "Tuesday, December 1, 2026 02:22 AM", "By Mina | May 2, 2024"),
        ("fa", "سه‌شنبه ۱۰ آذر ۱۴۰۵ - ۰۲:۲۰", "۱۳ اردیبهشت ۱۴۰۳"),
        ("ar", "الثلاثاء 1 ديسمبر 2026", "2 مايو 2024"),
    ] {
        let clock = format!("<div class=top>{clock}</div>");
        let lead = "<p class=lead>A hall that was shut for many years is open again to all.</p>";
        let below = format!("{lead}<div>{stamp}</div>");

        assert_eq!(
            published_in(edition, [&clock, &format!("<div>{stamp}</div>"), ""]).as_deref(),
            DAY,
            "{stamp}"
        );
        assert_eq!(published_in(edition, [&clock, &below, ""]).as_deref(), DAY, "{stamp}");
        assert!(published_in(edition, [&clock, "", ""]).is_some(), "{stamp}");
    }
}

#[test]
fn the_date_beside_a_link_to_another_article_is_not_that_of_the_page() {
    for (edition, title, date) in [
        ("en", "Another hall", "1 April 2024"),
        ("fa", "تالار دیگر شهر", "۱۳ فروردین ۱۴۰۳"),
        ("ar", "قاعة أخرى", "1 أبريل 2024"),
    ] {
        let row = |id: u32| format!("<div><a href=/News/Content/{id}>{title}</a> <span>{date}</span></div>");

        assert_eq!(published_in(edition, [&row(5), "", &row(6)]), None, "{edition}");
        assert_eq!(published_in(edition, ["", &row(5), &row(6)]), None, "{edition}");
    }
}

#[test]
fn the_time_of_a_date_may_be_in_the_next_line() {
    for (edition, lines) in [
        ("en", "<div>2 May 2024</div><div>18:05</div>"),
        ("en", "<p>Published</p><p>May 2, 2024</p><p>6:05 pm</p>"),
        ("fa", "<ul><li><b>تاریخ:</b> ۱۴۰۳/۰۲/۱۳</li><li><b>ساعت:</b> ۱۸:۰۵</li></ul>"),
        ("fa2", "<div>تاریخ: ۱۳/۲/۱۴۰۳</div><div>وقت: ۱۸:۰۵</div>"),
        ("ar", "<div>٢ مايو ٢٠٢٤</div><div>الساعة ١٨:٠٥</div>"),
    ] {
        assert_eq!(published_in(edition, ["", lines, ""]).as_deref(), MINUTE, "{lines}");
    }
    let other = "<div>2 May 2024</div><div>Running time: 1:45</div>";
    assert_eq!(published_in("en", ["", other, ""]).as_deref(), DAY);
}

#[test]
fn the_borders_of_inline_elements_separate_words() {
    for (edition, line) in [
        ("en", "<div><span>Otto Lind</span><span>2 May 2024</span><span>4 min</span></div>"),
        ("en", "<div><a href=/u/7>Ada Kern</a><span>May 2, 2024</span></div>"),
        ("en", "<div><span>Code: 7654321</span><span>2 May 2024</span><span>21.4K views</span></div>"),
        ("fa", "<div><span>مرضیه پیکان</span><span>2 May 2024</span></div>"),
        ("fa", "<div><span>فرهنگ</span><span>02.05.2024</span></div>"),
        ("fa", "<div><span>کد خبر: ۱۲۳۴۵۶</span><span>۱۳ اردیبهشت ۱۴۰۳</span></div>"),
        ("ar", "<div><span>ليلى الحداد</span><span>٢ مايو ٢٠٢٤</span></div>"),
    ] {
        assert_eq!(published_in(edition, ["", line, ""]).as_deref(), DAY, "{edition} {line}");
    }
}

#[test]
fn a_date_that_is_named_so_is_a_line_of_its_own() {
    let text = |date: &str| {
        format!(
            "<h1>River cinema reopens</h1><div class=detail>{date}{ONE}<br><br>{TWO}<br><br>{THREE}</div>"
        )
    };
    for date in ["<span class=news-date-time>02.05.2024</span>", "<span class=date>2 May 2024</span>"] {
        let article = read(&text(date));

        assert_eq!(article.published.map(|date| date.at.to_string()).as_deref(), DAY, "{date}");
        assert_eq!(texts(&article), [ONE, TWO, THREE], "{date}");
    }
}

#[test]
fn a_line_below_the_text_says_when_it_was_posted() {
    for (edition, line) in [
        (
            "en",
            "<p><small>This entry was posted on Thursday, May 2, 2024 and is filed under <a href=/s>Stage</a>. You can follow any responses to it.</small></p>",
        ),
        ("fa", "<div>+ نوشته شده در <span>پنجشنبه ۱۳ اردیبهشت ۱۴۰۳</span> توسط نگار صادقی | </div>"),
        ("ar", "<div>نشرت في ٢ مايو ٢٠٢٤ بقلم ليلى الحداد ضمن تصنيف المسرح</div>"),
    ] {
        assert_eq!(published_in(edition, ["", "", line]).as_deref(), DAY, "{edition} {line}");
    }
    let shop = "<p>The ticket shop lists what was sold on 2 May 2024 and what is left for the next week.</p>";
    assert_eq!(published_in("en", ["", "", shop]), None);
}

#[test]
fn a_later_day_above_the_title_is_that_of_the_site() {
    for (edition, today, line) in [
        ("en", "30 August 2025", "May 2, 2024"),
        ("fa", "۸ شهریور ۱۴۰۴", "۱۳ اردیبهشت ۱۴۰۳"),
        ("ar", "٣٠ أغسطس ٢٠٢٥", "٢ مايو ٢٠٢٤"),
    ] {
        let (head, line) = (format!("<div>{today}</div>"), format!("<div><span>{line}</span></div>"));
        assert_eq!(published_in(edition, [&head, &line, ""]).as_deref(), DAY, "{edition}");
    }
}

#[test]
fn the_date_of_an_episode_is_not_that_of_the_programme() {
    let card = |number: u32, title: &str, date: &str| {
        format!("<a href=/e/{number}><div>{title} {number}</div><div>{date}</div></a>")
    };
    for (edition, title, date) in
        [("en", "Episode", "2 May 2024"), ("fa", "قسمت", "۱۳ اردیبهشت ۱۴۰۳"), ("ar", "الحلقة", "٢ مايو ٢٠٢٤")]
    {
        let cards: String = (1..6).map(|number| card(number, title, date)).collect();
        assert_eq!(published_in(edition, ["", "", &format!("<div>{cards}</div>")]), None, "{edition}");
    }
}
