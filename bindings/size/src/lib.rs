//! Measures the size of the language crate: `bindings/language-size.sh` builds this with the feature
//! `language` and without. Nothing calls the function. It is exported, so that the linker keeps all that it
//! reaches.

/// Reaches every public function of the language module, or nothing at all.
#[allow(unsafe_code, reason = "an exported name is what keeps code in a library")]
#[unsafe(no_mangle)]
pub extern "C" fn ifilm_size(seed: u32) -> usize {
    reached(seed)
}

#[cfg(not(feature = "language"))]
fn reached(seed: u32) -> usize {
    seed as usize
}

#[cfg(feature = "language")]
use language::reached;

#[cfg(feature = "language")]
mod language {
    use ifilm_language::matching::{
        Offer, accept_language, best_match, choice_reason, choose, language_name, wishes_of,
    };
    use ifilm_language::number::{Counted, count, number, number_words};
    use ifilm_language::speech::speech_runs;
    use ifilm_language::story::{
        EvidenceKind, StoryText, evidence_text, no_same_story, same_story_reason, story_likeness,
    };
    use ifilm_language::text::{
        FOLDING_RULES, STEM_RULES, direction_of, direction_of_language, direction_of_line, finds, fold,
        fold_words, isolate, isolate_mixed, isolate_title, mark_found, plain, search_query, searchable,
    };
    use ifilm_language::time::{
        ArabicMonths, Calendar, DateSettings, DateStyle, DateWords, Stamp, TimeOfDay, duration,
        machine_stamp, parse_stamp, printed_stamp, tehran,
    };
    use ifilm_language::{Direction, LanguageTag};
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    pub(super) fn reached(seed: u32) -> usize {
        let text: String =
            (0..seed % 50).filter_map(|more| char::from_u32(seed.wrapping_add(more))).collect();
        let Ok(language) = text.parse() else {
            return 0;
        };
        dates(seed, &language)
            + days(seed)
            + texts(seed, &text, &language)
            + stories(&text, &language)
            + choosing(&text, language)
    }

    fn dates(seed: u32, language: &LanguageTag) -> usize {
        // the caller gives the zone, because looking one up is not part of the crate
        let offset = jiff::tz::Offset::from_seconds(seed as i32 % 9_000).unwrap_or(jiff::tz::Offset::UTC);
        let (zone, at) = (TimeZone::fixed(offset), Timestamp::from_second(seed.into()).unwrap_or_default());
        let arabic_months =
            if seed.is_multiple_of(2) { ArabicMonths::Western } else { ArabicMonths::Levantine };
        let calendars = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri];
        let calendar = calendars.get(seed as usize % 4).copied();
        let settings = DateSettings::default().with_arabic_months(arabic_months).with_calendar(calendar);
        let dates = DateWords::new(&zone, language, settings);
        let styles = [DateStyle::Full, DateStyle::Long, DateStyle::Short, DateStyle::Weekday];
        let style = styles[seed as usize % 4];
        let iranian = DateWords::new(IRAN.get_or_init(tehran), language, DateSettings::default());
        let published = Stamp::Day(tehran().to_datetime(at).date());
        let (time, now) = (TimeOfDay::With, Timestamp::UNIX_EPOCH);
        let texts = [
            dates.text(at, style, time),
            dates.age(at, now, time),
            iranian.published(published, style, time),
            iranian.fetched(&iranian.published_age(published, now, time)),
        ];
        texts.iter().map(String::len).sum()
    }

    static IRAN: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();

    fn days(seed: u32) -> usize {
        let calendars = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri];
        let calendar = calendars[seed as usize % 3];
        let (year, month) =
            (i16::try_from(seed).unwrap_or_default(), u8::try_from(seed % 13).unwrap_or_default());
        let day = calendar.day(year, month, month).map(|day| calendar.name(day).day);
        let length = calendar.days_in_month(year, month);
        usize::from(day.unwrap_or_default() + length.unwrap_or_default())
            + usize::from(calendar.is_leap(year))
    }

    fn texts(seed: u32, text: &str, language: &LanguageTag) -> usize {
        let time = std::time::Duration::from_secs(seed.into());
        let direction = direction_of(text, direction_of_language(language));
        let texts = [
            number(seed.into(), language),
            count(seed.into(), Counted::ALL[seed as usize % 10], language),
            duration(time, language),
            isolate(text),
            plain(text),
            fold_words(text),
            isolate_mixed(text, direction_of_line(text, direction)),
            isolate_title(text, direction),
            number_words(seed.into(), language),
            fold(text).text,
            searchable(text),
            search_query(text, true).unwrap_or_default(),
        ];
        let found = mark_found(text, text, true).hits.len() + usize::from(finds(text, text, false));
        let known = found + speech_runs(text, language).len() + usize::from(direction == Direction::Ltr);
        let first = text.chars().next().unwrap_or_default();
        let stems = STEM_RULES.into_iter().flatten().filter(|rule| text.starts_with(rule.letters)).count();
        let rules =
            stems + FOLDING_RULES.iter().filter(|rule| (rule.first..=rule.last).contains(&first)).count();
        let zone = IRAN.get_or_init(tehran);
        let stamps = [parse_stamp(text, zone), machine_stamp(text, zone), printed_stamp(text, zone)];
        let read: usize = stamps.into_iter().flatten().map(|stamp| stamp.to_string().len()).sum();
        texts.iter().map(String::len).sum::<usize>() + known + rules + read
    }

    fn stories(text: &str, language: &LanguageTag) -> usize {
        let mut story = StoryText::of(text, language.clone(), text, text);
        story.lead = Some(text.to_owned());
        story.picture = Some(text.to_owned());
        story.video = Some(text.to_owned());
        story.declares = true;
        let likeness = story_likeness(&story, &story);
        let texts = [evidence_text(EvidenceKind::Names, language), no_same_story(language)];
        let known = usize::from(likeness.is_shown());
        let reason = same_story_reason(likeness.confidence_permille, &likeness.evidence, language);
        let known = known + reason.len();
        texts.iter().map(|text| text.len()).sum::<usize>() + known
    }

    fn choosing(text: &str, language: LanguageTag) -> usize {
        let mut offers = [Offer::of(text, language)];
        offers[0].aliases = vec![text.to_owned()];
        let (wishes, shown_in) = (wishes_of(text), offers[0].language.clone());
        let (_, trace) = choose(&wishes, &offers, text);
        let matched = best_match(&wishes, &[text.to_owned()]).1.len();
        let name = language_name(&shown_in, &shown_in).unwrap_or_default();
        let texts = [accept_language(&wishes), name.to_owned(), choice_reason(&trace, name, &shown_in)];
        texts.iter().map(String::len).sum::<usize>() + trace.len() + matched
    }
}
