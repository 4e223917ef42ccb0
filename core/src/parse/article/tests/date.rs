use super::{ONE, TWO, read, read_in, read_in_zone};
use crate::model::{Precision, Published, PublishedSource};

/// The date of a page that has this markup before its title.
fn published(before: &str) -> Option<Published> {
    read(&format!("{before}<h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p></div>")).published
}

fn at(moment: &str, source: PublishedSource, precision: Precision) -> Option<Published> {
    Some(Published { at: moment.parse().unwrap(), source, precision })
}

#[test]
fn a_date_in_the_metadata_is_preferred() {
    for meta in [
        "<meta property='article:published_time' content='2024-05-02T14:35:00Z'>",
        "<meta content=\"2024-05-02T18:05:00+03:30\" name=DC.Date>",
        "<meta itemprop=datePublished content='2024-05-02 18:05'>",
        "<time datetime='2024-05-02T18:05'>yesterday</time>",
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-02T18:05:00+03:30\"}]}</script>",
        "<meta name='pubdate' content='۱۴۰۳/۰۲/۱۳ ۱۸:۰۵'>",
    ] {
        let date = published(&format!("{meta}<div>Monday May 6, 2019 18:05</div>"));

        assert_eq!(date, at("2024-05-02T14:35:00Z", PublishedSource::Meta, Precision::Minute), "{meta}");
    }
}

#[test]
fn a_day_without_a_time_in_the_metadata_is_midnight_in_tehran() {
    let date = published("<meta name='DC.date.issued' content='2024-05-02'>");

    assert_eq!(date, at("2024-05-01T20:30:00Z", PublishedSource::Meta, Precision::Day));
}

/// Once, 10:00 of every publisher was read as 10:00 in Tehran, which is 06:30 UTC.
#[test]
fn a_date_without_a_zone_is_in_the_zone_of_its_edition() {
    for (before, moment, precision) in [
        ("<div>Thursday May 2, 2024 10:00</div>", "2024-05-02T09:00:00Z", Precision::Minute),
        ("<meta name=pubdate content='2024-05-02T10:00'>", "2024-05-02T09:00:00Z", Precision::Minute),
        ("<meta name=pubdate content='2024-05-02'>", "2024-05-01T23:00:00Z", Precision::Day),
        ("<meta name=pubdate content='2024-05-02T10:00+03:30'>", "2024-05-02T06:30:00Z", Precision::Minute),
    ] {
        let page = format!("{before}<h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p></div>");

        let published = read_in_zone("Europe/London", &page).published.unwrap();

        assert_eq!((published.at.to_string().as_str(), published.precision), (moment, precision), "{before}");
    }
}

#[test]
fn views_glued_to_the_minutes_are_not_part_of_the_time() {
    for stamp in [
        "Monday May 6, 2019 18:05412",
        "Monday May 6, 2019 18:05 412",
        "<b>Monday May 6, 2019 18:05</b><i>412</i>",
        "Monday, 6 May 2019 18:05",
    ] {
        let date = published(&format!("<div>{stamp}</div>"));

        assert_eq!(date, at("2019-05-06T13:35:00Z", PublishedSource::Stamp, Precision::Minute), "{stamp}");
    }
}

#[test]
fn stamps_of_all_calendars_and_digits_are_read() {
    for (stamp, precision) in [
        ("۱۴۰۳/۰۲/۱۳ - ۱۸:۰۵", Precision::Minute),
        ("پنج‌شنبه ۱۳ اردیبهشت ۱۴۰۳ ساعت ۱۸:۰۵", Precision::Minute),
        ("تاریخ انتشار: 13/02/1403 18:05", Precision::Minute),
        ("۱۳ ثور ۱۴۰۳ ۱۸:۰۵", Precision::Minute),
        ("٢ أيار/مايو ٢٠٢٤ - ١٨:٠٥", Precision::Minute),
        ("الخميس 2 مايو 2024 م 6:05 مساءً", Precision::Minute),
        ("2024-05-02 18:05", Precision::Minute),
        ("By Jane Doe, Culture | May 2nd, 2024 | 18:05", Precision::Minute),
        ("02.05.2024, 6:05 PM (updated 03.05.2024, 9:00 AM)", Precision::Minute),
        ("1403 ثور 13 - 18:05", Precision::Minute),
        ("2-May-2024 14:35 GMT", Precision::Minute),
        ("٢٣ شوال ١٤٤٥ - ١٨:٠٥", Precision::Minute),
        ("۱۳ اردیبهشت ۱۴۰۳", Precision::Day),
        ("2 كانون الثاني 2024", Precision::Day),
    ] {
        let date =
            published(&format!("<div>{stamp}</div>")).unwrap_or_else(|| panic!("{stamp} was not read"));

        let day = if stamp.contains("كانون") { "2024-01-01T20:30:00Z" } else { "2024-05-01T20:30:00Z" };
        let moment = if precision == Precision::Minute { "2024-05-02T14:35:00Z" } else { day };
        assert_eq!(Some(date), at(moment, PublishedSource::Stamp, precision), "{stamp}");
    }
}

#[test]
fn a_stamp_is_read_with_the_summer_time_of_its_day() {
    let date = published("<div>Saturday July 6, 2019 18:05</div>");

    assert_eq!(date, at("2019-07-06T13:35:00Z", PublishedSource::Stamp, Precision::Minute));
}

#[test]
fn the_present_day_in_the_header_of_a_site_is_not_the_date() {
    let date = published("<header><nav><a href=/>Home</a></nav><div>Sunday, 22 November 2026</div></header>");

    assert_eq!(date, None);
}

/// Seen: the day in the header of a site counted, though the date by the title, in a bar with the name of a
/// navigation, has a time.
#[test]
fn a_time_by_the_title_comes_before_a_day_in_the_header_of_the_site() {
    let bar = "<div class=news_nav>کد خبر: ۵۱۴۴۰۲ <span>تاریخ انتشار: ۱۳ اردیبهشت ۱۴۰۳ - ۱۸:۰۵</span></div>";
    let date = published(&format!("<div>پنجشنبه ۱۳ اردیبهشت ۱۴۰۳</div><div>Culture</div>{bar}"));

    assert_eq!(date, at("2024-05-02T14:35:00Z", PublishedSource::Stamp, Precision::Minute));
}

#[test]
fn a_date_inside_the_text_is_not_the_date_of_the_article() {
    let article = read_in(
        "fa",
        "<h1>سینما باز شد</h1><div><p>این سینما در ۱۳ اردیبهشت ۱۴۰۳ با حضور چهارصد نفر دوباره باز شد.</p><p>پایان کار در ۱۴۰۴/۰۱/۰۵ است و همه منتظرند.</p></div>",
    );

    assert_eq!(article.published, None);
}

#[test]
fn the_folder_of_the_picture_is_the_last_fallback() {
    let date = published(
        "<meta property=og:image content='/UploadedFiles/MultiImages/02-05-2024/SmallSize/10_20.jpg'>",
    );

    assert_eq!(date, at("2024-05-01T20:30:00Z", PublishedSource::Picture, Precision::Day));
}

/// The dates of a page with this markup between its title and its text.
fn dates(head: &str, between: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let article =
        read(&format!("{head}<h1>River cinema reopens</h1>{between}<div><p>{ONE}</p><p>{TWO}</p></div>"));
    let published = article.published.map(|published| published.at.to_string());
    let updated = article.updated.map(|updated| updated.at.to_string());
    (published, updated, super::texts(&article))
}

const SECOND_OF_MAY: &str = "2024-05-01T20:30:00Z";

/// Finding F8. A stamp between lead and text was text, and the date was lost.
#[test]
fn f08_a_stamp_between_lead_and_text_is_the_date_and_no_text() {
    for stamp in ["پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ - ۱۸:۰۵", "2 May 2024 18:05", "By Mina Farhadi, 2 May 2024 18:05"]
    {
        let lead = "A festival that was shut for eleven years has opened its doors to the public again.";
        let page = format!(
            "<h1>River cinema reopens</h1><p class=lead>{lead}</p><div>{stamp}</div><p>{ONE}</p><p>{TWO}</p>"
        );
        let article = read_in("fa", &page);

        let minute = at("2024-05-02T14:35:00Z", PublishedSource::Stamp, Precision::Minute);
        assert_eq!(article.published, minute, "{stamp}");
        assert!(super::texts(&article).iter().all(|text| text != stamp), "{stamp}");
        assert_eq!(article.lead.as_deref(), Some(lead), "{stamp}");
    }
}

/// A chronicle has its days between its paragraphs.
#[test]
fn a_date_further_down_in_the_text_stays() {
    let page = format!("<h1>T</h1><div><p>{ONE}</p><p>{TWO}</p><p>2 May 2024</p><p>{ONE}</p></div>");

    assert!(super::texts(&read(&page)).contains(&"2 May 2024".to_owned()));
}

/// Finding F10.
#[test]
fn f10_of_two_dates_that_of_publication_counts_and_the_update_is_kept() {
    for line in [
        "Updated: 3 May 2024 | Published: 2 May 2024",
        "آخر تحديث: ٣ مايو ٢٠٢٤ - نشر في: ٢ مايو ٢٠٢٤",
        "به‌روزرسانی: ۱۴ اردیبهشت ۱۴۰۳ - انتشار: ۱۳ اردیبهشت ۱۴۰۳",
        "تازه‌سازی: ۱۴ ثور ۱۴۰۳ | نشر: ۱۳ ثور ۱۴۰۳",
        "Updated: 3 May 2024</div><div>Published: 2 May 2024",
        "<time class=updated datetime=2024-05-03></time> <time class=published datetime=2024-05-02></time>",
        "Updated <time datetime=2024-05-03>3 May 2024</time></div><div><time datetime=2024-05-02>2 May 2024</time>",
    ] {
        let (published, updated, _) = dates("", &format!("<div>{line}</div>"));

        assert_eq!(published.as_deref(), Some(SECOND_OF_MAY), "{line}");
        assert_eq!(updated.as_deref(), Some("2024-05-02T20:30:00Z"), "{line}");
    }
}

/// Finding F10: this line has a hundred characters. It was no stamp, and became the lead.
#[test]
fn f10_a_long_line_of_dates_is_a_stamp() {
    let line =
        "تاریخ انتشار: پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ ساعت ۱۸:۰۵ | به‌روزرسانی: جمعه ۱۴ اردیبهشت ۱۴۰۳ ساعت ۰۹:۰۰";

    let (published, updated, texts) = dates("", &format!("<p>{line}</p>"));

    assert_eq!(published.as_deref(), Some("2024-05-02T14:35:00Z"));
    assert_eq!(updated.as_deref(), Some("2024-05-03T05:30:00Z"));
    assert!(!texts.contains(&line.to_owned()));
}

/// Finding F10.
#[test]
fn f10_dates_of_programming_languages_in_the_metadata_are_read() {
    for date in ["Thu May 02 18:05:00 IRST 2024", "/Date(1714660500000)/", "Thu, 02 May 2024 18:05 +0330"] {
        let meta = format!("<meta property='article:published_time' content='{date}'>");

        assert_eq!(dates(&meta, "").0.as_deref(), Some("2024-05-02T14:35:00Z"), "{date}");
    }
    assert_eq!(dates("", "<p>نسخهٔ ۱٫۴٫۲۰۲۴</p>").0, None);
}

/// Finding F28.
#[test]
fn f28_dates_beside_the_author_and_in_other_metas_are_read() {
    for (head, between, date) in [
        (
            "",
            "<div><span>Published August 7, 2023</span> <span>by Mina Farhadi</span></div>",
            "2023-08-06T20:30:00Z",
        ),
        ("", "<div><strong>By <a href=/m>Dr. M.</a></strong> - Mar 27, 2024</div>", "2024-03-26T20:30:00Z"),
        ("<meta name='published' content='July 17, 2025'>", "", "2025-07-16T20:30:00Z"),
    ] {
        let (published, _, texts) = dates(head, between);

        assert_eq!(published.as_deref(), Some(date), "{between}");
        assert_eq!(texts.len(), 2, "{between}: {texts:?}");
    }
}

#[test]
fn the_dates_of_a_change_in_the_metadata_are_kept_beside_that_of_publication() {
    for head in [
        "<meta property='article:modified_time' content='2024-05-03T08:00:00Z'><meta property='article:published_time' content='2024-05-02T08:00:00Z'>",
        "<meta itemprop=dateModified content='2024-05-03T08:00:00Z'><meta itemprop=datePublished content='2024-05-02T08:00:00Z'>",
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"River cinema reopens\",\"dateModified\":\"2024-05-03T08:00:00Z\",\"datePublished\":\"2024-05-02T08:00:00Z\"}</script>",
    ] {
        let (published, updated, _) = dates(head, "");

        assert_eq!(published.as_deref(), Some("2024-05-02T08:00:00Z"), "{head}");
        assert_eq!(updated.as_deref(), Some("2024-05-03T08:00:00Z"), "{head}");
    }
    let earlier = "<meta property='article:modified_time' content='2024-05-01T08:00:00Z'><meta property='article:published_time' content='2024-05-02T08:00:00Z'>";
    assert_eq!(dates(earlier, "").1, None);
    assert_eq!(dates(&earlier.replace("05-01", "05-02"), "").1, None);
}

/// Seen: an empty field of a database.
#[test]
fn an_empty_date_of_a_machine_is_none() {
    for date in ["1970-01-01T00:00:00Z", "1900-01-01", "0001-01-01T00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT"]
    {
        let meta = format!("<meta property='article:published_time' content='{date}'>");

        assert_eq!(dates(&meta, "").0, None, "{date}");
        assert_eq!(dates(&meta, "<div>2 May 2024</div>").0.as_deref(), Some(SECOND_OF_MAY), "{date}");
    }
}

#[test]
fn with_am_or_pm_and_slashes_the_month_is_first() {
    for date in ["5/2/2024 10:00:00 AM", "05/02/2024 10:00 AM", "Thursday 5/2/2024 10:00 a.m."] {
        let meta = format!("<meta property='article:published_time' content='{date}'>");

        assert_eq!(dates(&meta, "").0.as_deref(), Some("2024-05-02T06:30:00Z"), "{date}");
    }
}

#[test]
fn a_zone_by_its_letters_is_that_zone_in_the_metadata() {
    for date in ["Thu, 02 May 2024 10:00:00 IRST", "Thu, 02 May 2024 11:00:00 AFT", "02 May 2024 09:30 MSK"] {
        let meta = format!("<meta property='article:published_time' content='{date}'>");

        assert_eq!(dates(&meta, "").0.as_deref(), Some("2024-05-02T06:30:00Z"), "{date}");
    }
}

/// Seen on made pages: a day with the place, the author or a reading time on its line was no date.
#[test]
fn the_date_of_a_line_of_facts_counts() {
    for line in [
        "Words: Mina Farhadi. Thursday 2 May 2024.",
        "Posted 2 May 2024 by the guide desk",
        "Halverton – Mina Farhadi – 2 May 2024",
        "مرسان – أمين الرحيمي – 2 مايو 2024",
        "Submitted by Mina Farhadi on 2024-05-02",
        "<span>۱۳ اردیبهشت ۱۴۰۳</span> <span>به قلم مینا فرهادی</span> <span>۳ دیدگاه</span>",
        "<span>مینا فرهادی</span> <span>۱۳ ثور ۱۴۰۳</span> <span>خواندن در ۳ دقیقه</span>",
        "Halverton Thursday 2 May 2024 Written by: Mina Farhadi Reading time: 3 minutes",
        "شناسه خبر: ۷۷۱۲۰ پنجشنبه ۱۳ اردیبهشت ۱۴۰۳ ورزش‌های آبی",
    ] {
        let (published, _, _) = dates("", &format!("<div>{line}</div>"));

        assert_eq!(published.as_deref(), Some(SECOND_OF_MAY), "{line}");
    }
}

#[test]
fn a_sentence_and_a_table_of_facts_are_no_date_of_the_page() {
    for text in [
        "<p>On 2 May 2024 the ferry came back to the lake after two winters in the yard of its builder, said the mayor of the small town.</p>",
        "<table><tr><th>Born</th><td>2 May 1949</td></tr></table>",
        "<h2>What the people of the river town did on 2 May 2024</h2>",
    ] {
        assert_eq!(dates("", text).0, None, "{text}");
    }
}

#[test]
fn dates_in_rdfa_microformats_and_videos_are_read() {
    for (head, between) in [
        (
            "",
            "<span property='dc:date dc:created' content='2024-05-02T18:05:00+03:30'>Submitted by <b>Mina Farhadi</b></span>",
        ),
        ("", "<span property='schema:dateCreated' content='2024-05-02T18:05:00+03:30'></span>"),
        ("", "<abbr class=published title='2024-05-02T18:05:00+03:30'>6:05 pm</abbr>"),
        (
            "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"VideoObject\",\"uploadDate\":\"2024-05-02T18:05:00+03:30\"}</script>",
            "",
        ),
    ] {
        assert_eq!(dates(head, between).0.as_deref(), Some("2024-05-02T14:35:00Z"), "{head}{between}");
    }
}

/// The day of today in the head of the page came before the time in a line of facts. Seen on Persian pages.
#[test]
fn a_line_of_facts_by_the_title_comes_before_a_day_far_from_it() {
    for line in [
        "<span>شناسه خبر: ۷۷۱۲۰</span> <span>یکشنبه ۳۰ بهمن ۱۴۰۱ - ۲۰:۲۵</span> <span>ورزش‌های آبی</span>",
        "کد خبر: ۵۱۴۴۰۲ <span>تاریخ انتشار: ۳۰ بهمن ۱۴۰۱ - ۲۰:۲۵</span> <a href=/print>نسخه چاپی</a>",
    ] {
        let today = "<div><span>ورزشگاه</span><div>امروز دوشنبه ۱ اسفند ۱۴۰۱</div></div>";
        let paragraph = "در این شهر کنار رود، تالار تازه روز شنبه باز شد و مهمانان زود آمدند تا آن را ببینند.";
        let text = format!("<div>{line}</div><p>{paragraph}</p><p>{paragraph} دوم.</p>");

        let date = read_in("fa", &format!("{today}<h1>تالار تازه کنار رود</h1>{text}")).published;
        assert_eq!(date, at("2023-02-19T16:55:00Z", PublishedSource::Stamp, Precision::Minute), "{line}");
    }
}
