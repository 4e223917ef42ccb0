//! Reads the fields of a row: title, times, episode and length.

use ifilm_language::time::{ClockTime, ClockZone, clock_times, said_durations};

use super::broadcast::{End, Start};
use super::draft::Draft;
use super::page::{GuidePage, PieceKind};
use super::role::Role;
use super::title_parts::split;
use super::token::{SaidTime, TimeValue, Token, Tokens, What};
use super::{episode, words};
use crate::parse::html::Tag;
use crate::parse::work_kind::is_kind;

/// The texts of a row.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) title: String,
    pub(super) episode: Option<u32>,
    pub(super) length: Option<u32>,
    /// A number without a label behind the title.
    pub(super) bare: Option<u32>,
}

/// The times of a row.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) start: Start,
    pub(super) end: Option<End>,
    /// The distance of two times without a word that says how they belong together, in minutes.
    pub(super) apart: Option<i32>,
}

pub(super) struct RowTokens<'a> {
    pub(super) page: &'a GuidePage,
    pub(super) tokens: &'a Tokens,
    pub(super) roles: &'a [Option<Role>],
}

/// A text that may be the title.
struct Candidate {
    text: String,
    score: i32,
}

impl RowTokens<'_> {
    fn tokens_of(&self, draft: &Draft) -> Vec<&Token> {
        let times = draft.times.clone().unwrap_or(0..0);
        self.tokens
            .slice(times)
            .iter()
            .chain(self.tokens.slice(draft.tokens.clone()))
            .take(MOST_TOKENS)
            .collect()
    }

    /// The texts of a row; `None` without a title.
    pub(super) fn fields(&self, draft: &Draft) -> Option<Fields> {
        let tokens = self.tokens_of(draft);
        let has_pure = has_pure(&tokens);
        let (mut best, mut fields, mut last_piece): (Option<Candidate>, Fields, Option<usize>) =
            (None, Fields::default(), None);
        let mut label = false;
        for token in tokens {
            let What::Text(text, may_be_title) = &token.what else { continue };
            let is_whole = has_pure && self.has_mixed_time(token.piece);
            if is_whole && last_piece == Some(token.piece) {
                continue;
            }
            last_piece = Some(token.piece);
            let text = if is_whole {
                self.page.pieces.get(token.piece).map_or(text, |piece| &piece.text)
            } else {
                text
            };
            self.read_value(token.piece, text, label, &mut fields);
            label = episode::is_label(text);
            if !*may_be_title {
                fields.bare = fields.bare.filter(|_| best.is_some());
            }
            if *may_be_title {
                let score = self.score(draft, token.piece, text);
                let candidate = Candidate { text: text.clone(), score };
                best = best.filter(|best| best.score >= candidate.score).or(Some(candidate));
            }
        }
        let (title, episode, length) = split(&best?.text);
        fields.episode = episode.or(fields.episode);
        fields.length = length.or(fields.length);
        fields.title = title;
        (!fields.title.is_empty()).then_some(fields)
    }

    fn has_mixed_time(&self, piece: usize) -> bool {
        let tokens = self.tokens.slice(self.tokens.of_pieces(&(piece..piece.saturating_add(1))));
        tokens.iter().any(|token| matches!(&token.what, What::Time(time) if !time.is_pure))
    }

    /// Reads what is no title: the number of the episode, and the length.
    fn read_value(&self, piece: usize, text: &str, is_labelled: bool, fields: &mut Fields) {
        let role = self.roles.get(piece).copied().flatten();
        let number = || episode::number(text);
        let found = match role {
            Some(Role::Episode) => number(),
            _ if is_labelled => number(),
            _ => episode::find(text)
                .filter(|_| !words::may_be_title(text) || text.len() < 80)
                .map(|found| found.number)
                .or_else(|| episode::in_brackets(text)),
        };
        if role.is_none() {
            fields.bare = fields.bare.or_else(|| episode::bare(text));
        }
        fields.episode = fields.episode.or(found);
        let said = said_durations(text).first().map(|said| said.minutes);
        let bare = || {
            ifilm_language::number::ascii_digits(text.trim_matches(|c: char| !c.is_numeric()))
                .and_then(|digits| digits.parse().ok())
        };
        let length = match role {
            Some(Role::Length) => said.or_else(bare).filter(|minutes| (1..=1440).contains(minutes)),
            _ => said.filter(|_| !words::may_be_title(text)),
        };
        fields.length = fields.length.or(length);
    }

    /// How much a text looks like the title of its row.
    fn score(&self, draft: &Draft, piece: usize, text: &str) -> i32 {
        let role = self.roles.get(piece).copied().flatten();
        let mut score = if role == Some(Role::Title) { 6 } else { 0 };
        let Some(piece) = self.page.pieces.get(piece) else { return score };
        let mut add = |is_so: bool, points: i32| score = score.saturating_add(if is_so { points } else { 0 });
        add(piece.kind == PieceKind::Description, -4);
        add(text.chars().count() > LONG, -3);
        add(is_time_in_words(text), -5);
        add(is_kind(text), -8);
        if !draft.is_element {
            return score;
        }
        let inside = self.page.around(piece.element).take_while(|at| self.page.is_in(*at, draft.element));
        let tags: Vec<Tag> = inside.map(|at| self.page.tag(at)).collect();
        add(tags.iter().any(|tag| tag.is_heading()), 4);
        add(tags.iter().any(|tag| matches!(tag, Tag::Strong | Tag::B)), 2);
        add(tags.contains(&Tag::A), 2);
        score
    }

    /// The times of a row. `None` without any that begins it.
    pub(super) fn times(&self, draft: &Draft) -> Option<Times> {
        let tokens = self.tokens_of(draft);
        let has_pure = has_pure(&tokens);
        let counts = |time: &SaidTime| time.is_pure || !has_pure;
        let mut moments = tokens.iter().filter_map(|token| match &token.what {
            What::Time(SaidTime { at: TimeValue::Moment(at), role, .. }) => Some((*at, *role)),
            _ => None,
        });
        let clocks = clocks(&tokens, counts);
        if let Some((start, role)) = moments.next() {
            let end = moments.find(|(at, _)| *at > start).map(|(at, _)| End::Moment(at));
            let length = of_range(&clocks).map(|(_, end)| end);
            let length = end.is_none().then_some(length).flatten();
            let is_start = role != Some(Role::End);
            return is_start.then(|| Times {
                start: Start::Moment(start),
                end: end.or_else(|| length.and_then(|_| length_of(&clocks))),
                apart: None,
            });
        }
        whole(&clocks)
    }
}

/// Whether a text is a time without digits: `midnight`.
pub(super) fn is_time_in_words(text: &str) -> bool {
    text.len() <= 40 && !text.contains(char::is_numeric) && !clock_times(text, false).is_empty()
}

/// The most tokens of a row that are read, and the most letters of a title that is no description.
const MOST_TOKENS: usize = 200;
const LONG: usize = 100;

fn has_pure(tokens: &[&Token]) -> bool {
    tokens.iter().any(|token| matches!(&token.what, What::Time(time) if time.is_pure))
}

/// A clock time of a row, and whether the word for a range stands before it.
struct Clock {
    time: ClockTime,
    role: Option<Role>,
    is_until: bool,
}

fn clocks(tokens: &[&Token], counts: impl Fn(&SaidTime) -> bool) -> Vec<Clock> {
    let (mut clocks, mut is_until) = (Vec::new(), false);
    for token in tokens {
        match &token.what {
            What::Until => is_until = true,
            What::Time(said) if counts(said) => {
                if let TimeValue::Clock(time) = &said.at {
                    clocks.push(Clock { time: time.clone(), role: said.role, is_until });
                }
                is_until = false;
            }
            _ => is_until = false,
        }
    }
    clocks
}

/// The two times of a range.
fn of_range(clocks: &[Clock]) -> Option<(&Clock, &Clock)> {
    match clocks {
        [start, end, ..] if end.is_until || end.role == Some(Role::End) => Some((start, end)),
        _ => None,
    }
}

fn length_of(clocks: &[Clock]) -> Option<End> {
    let (start, end) = of_range(clocks)?;
    let minutes = u32::from(end.time.minutes).saturating_add(1440).checked_sub(start.time.minutes.into())?;
    let minutes = minutes.checked_rem(1440)?;
    (minutes > 0).then_some(End::Length(minutes))
}

fn whole(clocks: &[Clock]) -> Option<Times> {
    let first = clocks.first().filter(|first| first.role != Some(Role::End))?;
    let Some(second) = clocks.get(1) else {
        return Some(Times { start: Start::of(&first.time), end: None, apart: None });
    };
    if of_range(clocks).is_some() {
        let start =
            ClockTime { zone: first.time.zone.or(second.time.zone), ..first.time.before(&second.time) };
        return Some(Times {
            start: Start::of(&start),
            end: Some(End::Clock(second.time.minutes)),
            apart: None,
        });
    }
    let is_same_moment = is_other_zone(first.time.zone, second.time.zone) || clocks.len() > 2;
    let start = Start::of(&first.time);
    if is_same_moment {
        return Some(Times { start, end: None, apart: None });
    }
    let apart = i32::from(second.time.minutes).saturating_sub(first.time.minutes.into());
    Some(Times { start, end: Some(End::Clock(second.time.minutes)), apart: Some(apart) })
}

/// Whether two times are one moment in two zones: only one of them has a zone, or both have others.
fn is_other_zone(one: Option<ClockZone>, other: Option<ClockZone>) -> bool {
    one != other
}
