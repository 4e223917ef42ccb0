use super::{ONE, TWO, read, read_in, try_read};
use crate::model::Direction;

const DARI: &str = "<h1>سینما باز شد</h1><p>نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.</p><p>Rain: باران بر سالون می‌بارید و کسی نرفت تا صبح.</p><p>iFilm 2024 was the name on the door of the hall.</p>";

#[test]
fn the_language_of_the_edition_replaces_a_wrong_one_on_the_page() {
    for lang in ["fa", "fa-IR", "en", "x", ""] {
        let article = read_in("fa2", &format!("<html lang='{lang}'>{DARI}"));

        assert_eq!(article.language.as_str(), "fa-AF", "{lang}");
    }
}

#[test]
fn another_language_counts_if_the_letters_of_the_page_fit_it() {
    let article = read(&format!("<html lang=fa dir=rtl>{DARI}"));

    assert_eq!((article.language.as_str(), article.direction), ("fa", Direction::Rtl));
}

#[test]
fn each_block_has_the_direction_of_its_text_even_after_a_foreign_name_at_its_beginning() {
    let article = read_in("fa2", DARI);

    let directions: Vec<Direction> = article.blocks.iter().map(|block| block.dir).collect();
    assert_eq!(article.direction, Direction::Rtl);
    assert_eq!(directions, [Direction::Rtl, Direction::Rtl, Direction::Ltr]);
}

#[test]
fn an_english_page_reads_left_to_right() {
    let article = read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>"));

    assert_eq!((article.language.as_str(), article.direction), ("en", Direction::Ltr));
}

#[test]
fn a_page_is_read_in_the_old_encoding_that_it_names() {
    let page = "<meta charset=windows-1256><h1>السينما تفتح أبوابها</h1><p>حضر الليلة الأولى من المهرجان أربعمئة شخص في السينما القديمة.</p>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(page);

    let article = try_read("ar", &bytes).expect("the document is a page");

    assert_eq!(article.title.as_deref(), Some("السينما تفتح أبوابها"));
}
