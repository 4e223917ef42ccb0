//! A list as rows for a person.

use ifilm_core::{HoleName, Item, ItemKey, ItemSlice, language};

use crate::screen;

/// Prints a list for a person.
pub(super) fn print(page: &ItemSlice, sync_command: &str) {
    if let Some(waiting) = &page.waiting {
        screen::line(&waiting.text);
    }
    if page.waiting.as_ref().is_some_and(|waiting| waiting.until.is_none()) {
        screen::line(format!("Run `{sync_command}`."));
    }
    holes_after(page, None).for_each(|hole| screen::line(hole_row(hole)));
    for item in &page.items {
        screen::line(row(item));
        holes_after(page, Some(&item.key)).for_each(|hole| screen::line(hole_row(hole)));
    }
    if let Some(next) = &page.next {
        screen::line(format!("More with --after {next}"));
    }
}

/// The holes below an item of the list, or at its top, that can be filled.
fn holes_after<'p>(page: &'p ItemSlice, item: Option<&ItemKey>) -> impl Iterator<Item = &'p HoleName> {
    let here = page.holes.iter().filter(move |hole| hole.after.as_ref() == item);
    here.filter_map(|hole| hole.name.as_ref())
}

/// What stands in the place of the items that may be missing.
fn hole_row(hole: &HoleName) -> String {
    format!("  … more may be missing here: `ifilm sync --fill {hole}`")
}

/// One item on a line. A dot marks an unread item. Headline and age are isolated, so that they keep their
/// order.
pub(crate) fn row(item: &Item) -> String {
    let mark = if item.read { ' ' } else { '•' };
    let title = language::text::isolate_title(&item.title, item.direction);
    format!("{mark} {}  {title}  ({})", item.key, language::text::isolate(&item.age_text))
}
