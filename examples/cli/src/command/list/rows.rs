//! A list as rows for a person.

use ifilm_core::{Item, ItemSlice, language};

use crate::screen;

/// Prints a list for a person.
pub(super) fn print(page: &ItemSlice, sync_command: &str) {
    if let Some(waiting) = &page.waiting {
        screen::line(&waiting.text);
    }
    if page.waiting.as_ref().is_some_and(|waiting| waiting.until.is_none()) {
        screen::line(format!("Run `{sync_command}`."));
    }
    page.items.iter().for_each(|item| screen::line(row(item)));
    if let Some(next) = &page.next {
        screen::line(format!("More with --after {next}"));
    }
}

/// One item on a line. A dot marks an unread item. Headline and age are isolated, so that they keep their
/// order.
pub(crate) fn row(item: &Item) -> String {
    let mark = if item.read { ' ' } else { '•' };
    let title = language::text::isolate_title(&item.title, item.direction);
    format!("{mark} {}  {title}  ({})", item.key, language::text::isolate(&item.age_text))
}
