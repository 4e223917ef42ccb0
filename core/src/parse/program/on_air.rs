//! Whether a page says that its programme is on air now, or that it has ended.

use ifilm_language::text::normalized;

use crate::parse::detail::{PageFact, PageFacts, Subject, is_in_menu};

/// What says that it is on air, in one spelling, words joined.
#[rustfmt::skip]
const AIRING: &[&str] = &[
    "onair", "onairnow", "nowonair", "airingnow", "nowairing", "currentlyonair", "currentlyairing", "nowshowing",
    "درحالپخش", "اکنوندرحالپخش", "همینحالادرحالپخش", "رویانتن", "هماکنونرویانتن",
    "درنشر", "درحالنشر", "همینحالادرنشر", "همینحالادرنشراست", "اکنوندرنشر",
    "یعرضالان", "یعرضحالیا", "یبثالان", "عرضالان", "علیالهوا", "علیالهواالان", "الانعلیالهوا",
];
/// What says that it has ended.
#[rustfmt::skip]
const ENDED: &[&str] = &[
    "ended", "finished", "concluded", "hasended", "notonair", "offair", "nolongeronair", "notatpresent",
    "پخشپایانیافت", "پایانیافت", "پایانیافته", "پخشتمامشد", "تمامشده", "پخششده",
    "ختمشده", "ختمشد", "نشرختمشد",
    "انتهیعرضه", "انتهیعرضها", "انتهیالعرض", "انتهی", "منتهی", "توقفعرضه",
];
/// Answers behind a label.
const YES: &[&str] = &["yes", "now", "بله", "بلی", "اری", "نعم", "الان"];
const NO: &[&str] = &["no", "خیر", "نه", "نی", "لا"];

/// The maximum number of bytes of a line that says it.
const LONGEST: usize = 160;

/// Whether the page says that it is on air; `None` if it does not say. A time of day says nothing.
pub(super) fn on_air(subject: &Subject<'_>, facts: &PageFacts) -> Option<bool> {
    let labelled = facts.text(PageFact::OnAir).and_then(|value| said(&value).or_else(|| answer(&value)));
    let page = subject.page;
    let lines =
        page.nodes.iter().enumerate().filter(|(at, _)| !facts.nodes.contains(at) && !is_in_menu(page, *at));
    let runs = lines.filter_map(|(_, node)| node.run()).filter(|run| run.weights().1 == 0);
    labelled.or_else(|| runs.map(|run| run.text()).find_map(|text| said(&text)))
}

/// What one part of a short line says.
fn said(line: &str) -> Option<bool> {
    if line.len() > LONGEST {
        return None;
    }
    line.split(['\n', ',', '،', ';', '؛', '|', '·', '•', '(', ')', '.', ':']).find_map(|part| {
        let part = normalized(part);
        let is_in = |words: &[&str]| words.contains(&&*part);
        if is_in(AIRING) { Some(true) } else { is_in(ENDED).then_some(false) }
    })
}

fn answer(value: &str) -> Option<bool> {
    let value = normalized(value);
    let is_in = |words: &[&str]| words.contains(&&*value);
    if is_in(YES) { Some(true) } else { is_in(NO).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [AIRING, ENDED, YES, NO].into_iter().flatten() {
            assert_eq!(normalized(word), *word);
        }
    }

    #[test]
    fn a_line_says_it_in_words_and_a_time_says_nothing() {
        for line in
            ["On air now", "Thursdays at 18:30, on air now", "در حال پخش؛ هر شب", "يُعرض الآن", "در نشر"]
        {
            assert_eq!(said(line), Some(true), "{line}");
        }
        for line in ["Not at present", "پخش پایان یافت", "ختم شده", "انتهى عرضه"] {
            assert_eq!(said(line), Some(false), "{line}");
        }
        for line in ["Saturdays 20:30", "The film on air now is another", "شنبه‌ها ساعت ۲۰"] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
