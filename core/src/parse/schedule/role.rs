//! What a piece of a guide is, as its element or the head of its column says.

use ifilm_language::text::normalized;

use super::page::GuidePage;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Start,
    End,
    Length,
    Episode,
    /// Another field: a kind, a description, a name of a person.
    Other,
    /// The time of a repeat.
    Repeat,
}

/// The words of names and heads of columns, in one spelling, words joined.
#[rustfmt::skip]
const NAMES: &[(Role, &[&str])] = &[
    (Role::Repeat, &["repeat", "repeats", "rerun", "تکرار", "بازپخش", "اعاده", "الاعاده", "زمانبازپخش", "ساعتتکرار"]),
    (Role::Start, &["start", "starttime", "startdate", "begin", "begins", "starts", "from", "شروع", "اغاز", "زمانشروع",
        "ساعتشروع", "بدایه", "البدایه"]),
    (Role::End, &["end", "endtime", "enddate", "ends", "finish", "stop", "until", "to", "پایان", "زمانپایان", "ساعتپایان",
        "نهایه", "النهایه", "الانتها"]),
    (Role::Length, &["duration", "length", "runtime", "minutes", "مدت", "مدتزمان", "المده", "مده"]),
    (Role::Episode, &["episode", "episodes", "ep", "episodenumber", "قسمت", "شمارهقسمت", "الحلقه", "حلقه", "رقمالحلقه"]),
    (Role::Other, &["genre", "type", "category", "kind", "description", "desc", "synopsis", "summary", "host", "presenter",
        "director", "cast", "notes", "note", "age", "rating", "country", "badge", "status",
        "excerpt", "language", "lang", "year", "rate",
        "نوع", "ژانر", "گونه", "گروه", "توضیحات", "توضیح", "کارگردان", "مجری", "خلاصه", "خلاصهداستان", "بازیگران", "ملاحظات",
        "النوع", "الوصف", "وصف", "التصنیف", "تقدیم", "اخراج", "المخرج", "نبذه", "محصول", "وضعیت"]),
    (Role::Title, &["title", "name", "programme", "program", "programs", "show", "showname", "programname", "programtitle", "caption",
        "headline", "عنوان", "برنامه", "نام", "نامبرنامه", "عنوانبرنامه", "البرنامج", "اسمالبرنامج", "العنوان", "برنامج"]),
];

/// The role that a word says.
fn called(word: &str) -> Option<Role> {
    let row = NAMES.iter().find(|(_, names)| names.contains(&word));
    row.map(|(role, _)| *role)
}

/// Whether a text is the label of a title.
pub(super) fn is_title_label(text: &str) -> bool {
    called(&normalized(text)) == Some(Role::Title)
}

/// The role that the head of a column says.
pub(super) fn of_head(text: &str) -> Option<Role> {
    let word = normalized(text);
    called(&word).or_else(|| text.split(['/', '(', '|', '-']).find_map(|part| called(&normalized(part))))
}

/// The role that the names of an element say: its class, and what it is in microdata.
fn of_element(page: &GuidePage, element: usize) -> Option<Role> {
    let element = page.element(element)?;
    let names = [element.mark("itemprop"), element.mark("class")];
    let labels = [element.mark("data-label"), element.mark("data-title")];
    let named = names.into_iter().flatten().find_map(|names| names.split_whitespace().find_map(of_name));
    named.or_else(|| labels.into_iter().flatten().find_map(of_head))
}

/// The role that one name says: `title`, `prog-title`, `epg__desc`. The title of a day is not that of a
/// broadcast.
fn of_name(name: &str) -> Option<Role> {
    let lower = name.to_ascii_lowercase();
    let parts = || lower.split(['-', '_']).rev().filter(|part| !part.is_empty());
    let of_last = || called(&normalized(parts().next()?));
    let role = called(&normalized(&lower)).or_else(of_last)?;
    let is_of_day = role == Role::Title && parts().any(|part| DAYS.contains(&part));
    (!is_of_day).then_some(role)
}

/// Parts of the names of what belongs to a day.
const DAYS: &[&str] = &["day", "days", "date", "weekday"];

/// The role of each piece by its own element, or by one around it that has no other piece.
pub(super) fn of_pieces(page: &GuidePage) -> Vec<Option<Role>> {
    let role = |at: usize, element: usize| {
        let is_own = |element: &usize| {
            page.element(*element).is_some_and(|element| {
                element.pieces.len() <= 1 || element.pieces.start == at && element.pieces.len() == 1
            })
        };
        let alone = page.around(element).take(3).take_while(is_own);
        alone.into_iter().find_map(|element| of_element(page, element))
    };
    let shared = |element: usize| {
        page.around(element).take(2).find_map(|element| {
            of_element(page, element).filter(|role| matches!(role, Role::Other | Role::Title))
        })
    };
    let pieces = page.pieces.iter().enumerate();
    pieces
        .map(|(at, piece)| {
            role(at, piece.element).or_else(|| shared(piece.element).filter(|role| *role == Role::Other))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_heads_of_columns_say_what_a_field_is() {
        assert_eq!(of_name("prog-title"), Some(Role::Title));
        assert_eq!(of_name("epg__desc"), Some(Role::Other));
        assert_eq!(of_name("row"), None);
        assert_eq!(of_name("day-title"), None);
        assert_eq!(of_name("date_name"), None);
        assert_eq!(of_head("Start time"), Some(Role::Start));
        assert_eq!(of_head("نام برنامه"), Some(Role::Title));
        assert_eq!(of_head("GMT"), None);
    }
}
