//! What the language module weighs: `bindings/language-size.sh` builds this with the feature `language` and without.
//! Nothing calls the function; it is exported so that the linker keeps all that it reaches.

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
    use ifilm_core::language::{
        ArabicMonths, Calendar, Counted, DateSettings, DateStyle, DateWords, Offer, TimeOfDay,
        accept_language, best_match, choice_reason, choose, count, direction_of, direction_of_language,
        duration, finds, fold, isolate_mixed, isolate_title, language_name, mark_found, message, number,
        number_words, parse_stamp, search_query, searchable, speech_runs, wishes_of,
    };
    use ifilm_core::{Direction, ErrorCode, LanguageTag};
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    pub(super) fn reached(seed: u32) -> usize {
        let text: String =
            (0..seed % 50).filter_map(|more| char::from_u32(seed.wrapping_add(more))).collect();
        let Ok(language) = text.parse() else {
            return 0;
        };
        dates(seed, &language) + texts(seed, &text, &language) + choosing(&text, language)
    }

    fn dates(seed: u32, language: &LanguageTag) -> usize {
        let (zone, at) = (TimeZone::system(), Timestamp::from_second(seed.into()).unwrap_or_default());
        let arabic_months =
            if seed.is_multiple_of(2) { ArabicMonths::Western } else { ArabicMonths::Levantine };
        let calendars = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri];
        let calendar = calendars.get(seed as usize % 4).copied();
        let dates = DateWords::new(&zone, language, DateSettings { arabic_months, calendar });
        let styles = [DateStyle::Full, DateStyle::Long, DateStyle::Short, DateStyle::Weekday];
        let style = styles[seed as usize % 4];
        dates.text(at, style, TimeOfDay::With).len()
            + dates.age(at, Timestamp::UNIX_EPOCH, TimeOfDay::With).len()
    }

    fn texts(seed: u32, text: &str, language: &LanguageTag) -> usize {
        let time = std::time::Duration::from_secs(seed.into());
        let direction = direction_of(text, direction_of_language(language));
        let texts = [
            number(seed.into(), language),
            count(seed.into(), Counted::ALL[seed as usize % 10], language),
            duration(time, language),
            isolate_mixed(text, direction),
            isolate_title(text, direction),
            number_words(seed.into(), language),
            fold(text).text,
            searchable(text),
            search_query(text, true).unwrap_or_default(),
            message(ErrorCode::ALL[seed as usize % 17], language).to_owned(),
        ];
        let found = mark_found(text, text, true).hits.len() + usize::from(finds(text, text, false));
        let known = found + speech_runs(text, language).len() + usize::from(direction == Direction::Ltr);
        texts.iter().map(String::len).sum::<usize>() + known + usize::from(parse_stamp(text).is_some())
    }

    fn choosing(text: &str, language: LanguageTag) -> usize {
        let offers = [Offer { name: text.to_owned(), language, aliases: vec![text.to_owned()] }];
        let Ok(default) = text.parse() else {
            return 0;
        };
        let (wishes, reader) = (wishes_of(text), offers[0].language.clone());
        let choice = choose(&wishes, &offers, &default);
        let matched = best_match(&wishes, &[text.to_owned()]).map_or(0, |(_, trace)| trace.len());
        let name = language_name(&reader, &reader).unwrap_or_default();
        let texts = [accept_language(&wishes), choice_reason(&choice, &[], &reader), name.to_owned()];
        texts.iter().map(String::len).sum::<usize>() + choice.trace.len() + matched
    }
}
