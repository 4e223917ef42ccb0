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
