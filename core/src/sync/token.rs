//! The token of a plan: its inputs, and a hash of what it says. With it, another process can run the plan.
//!
//! A run plans again with the inputs of the token, and compares the hash. So a plan crosses to hosts as one
//! word, and no host has to give it back as values.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::engine::Engine;
use super::inputs::Inputs;
use crate::error::{Error, Result};
use crate::model::{AskedBy, Budget, Conditions, EditionId, FollowUp, PlannedRequest, Skip, SyncRequest};

/// A plan can be run for this time.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Begins every token of this form.
const FORM: &str = "plan1";

/// The token of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    made_at: Timestamp,
    request: SyncRequest,
    hash: String,
}

/// What a plan says. A run must find the same.
pub(super) struct Contents<'a> {
    pub(super) requests: &'a [PlannedRequest],
    pub(super) follow_ups: &'a [FollowUp],
    pub(super) skipped: &'a [Skip],
}

impl Token {
    /// The token of a plan of this catalogue. The time counts in milliseconds, as in the token's text.
    pub(super) fn of(
        catalog: &str,
        request: SyncRequest,
        made_at: Timestamp,
        contents: &Contents<'_>,
    ) -> Result<Self> {
        let mut hash = Sha256::new();
        let (asked, editions) = (in_words(&request), joined(&request.editions));
        for part in [catalog, &asked, &editions, &made_at.as_millisecond().to_string()] {
            hash.update(part);
            hash.update([0]);
        }
        hash.update(to_json(contents)?);
        let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { made_at, request, hash })
    }

    /// What the plan was asked for.
    pub(crate) fn request(&self) -> &SyncRequest {
        &self.request
    }

    /// What the plan was made from, besides the stored state, the settings, and what the day has left now.
    pub(super) fn inputs(&self, engine: &Engine) -> Inputs {
        engine.inputs(self.made_at, self.request.conditions)
    }

    /// # Errors
    /// [`Error::StalePlan`] if the plan is older than ten minutes, or is of a later time than now.
    pub(super) fn check_age(&self, now: Timestamp) -> Result<()> {
        match now.duration_since(self.made_at) {
            age if age.is_negative() => Err(self.stale("the clock was set back since")),
            age if age > LASTS => Err(self.stale("it is older than ten minutes")),
            _ => Ok(()),
        }
    }

    /// # Errors
    /// [`Error::StalePlan`] if the same inputs give another plan now.
    pub(super) fn check(&self, catalog: &str, now: &Contents<'_>) -> Result<()> {
        let fresh = Self::of(catalog, self.request.clone(), self.made_at, now)?;
        if fresh.hash == self.hash { Ok(()) } else { Err(self.stale("what is stored has changed since")) }
    }

    fn stale(&self, reason: &'static str) -> Error {
        Error::StalePlan { made_at: self.made_at, reason }
    }
}

fn to_json(contents: &Contents<'_>) -> Result<Vec<u8>> {
    let Contents { requests, follow_ups, skipped } = contents;
    let failed = |error: serde_json::Error| Error::Internal(format!("a plan has no JSON: {error}"));
    serde_json::to_vec(&(requests, follow_ups, skipped)).map_err(failed)
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (made_at, hash) = (self.made_at.as_millisecond(), &self.hash);
        let (asked, editions) = (in_words(&self.request), joined(&self.request.editions));
        write!(f, "{FORM}.{made_at}.{asked}.{editions}.{hash}")
    }
}

impl FromStr for Token {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        read(text).ok_or_else(|| Error::bad_argument("this is no token of a plan"))
    }
}

fn read(text: &str) -> Option<Token> {
    let mut parts = text.split('.');
    let is_form = parts.next() == Some(FORM);
    let made_at = Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
    let asked = from_words(parts.next()?)?;
    let editions = parts.next()?.split(',').filter(|id| !id.is_empty());
    let editions: Vec<EditionId> = editions.map(|id| id.parse().ok()).collect::<Option<_>>()?;
    let hash = parts.next().filter(|hash| hash.len() == 64)?.to_owned();
    let request = SyncRequest { editions, ..asked };
    (is_form && parts.next().is_none()).then_some(Token { made_at, request, hash })
}

fn joined(editions: &[EditionId]) -> String {
    editions.iter().map(EditionId::as_str).collect::<Vec<_>>().join(",")
}

/// The request in a token, without its editions: who asks, each condition that holds, each limit of data,
/// each section.
fn in_words(request: &SyncRequest) -> String {
    let Conditions { asked_by, metered, roaming, charging, battery_saver } = request.conditions;
    let Budget { bytes, listings, texts, pictures } = request.budget;
    let asked_by = match asked_by {
        AskedBy::Person => "person",
        AskedBy::Background => "background",
    };
    let known = [
        (metered, "+metered"),
        (roaming, "+roaming"),
        (charging == Some(true), "+charging"),
        (charging == Some(false), "+battery"),
        (battery_saver, "+saver"),
    ];
    let limits = [("bytes", bytes), ("listings", listings), ("texts", texts), ("pictures", pictures)];
    let holds = known.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_owned());
    let limits = limits.into_iter().filter_map(|(name, limit)| Some(format!("+{name}:{}", limit?)));
    let sections = request.sections.iter().map(|section| format!("+in:{}", section.as_str()));
    [asked_by.to_owned()].into_iter().chain(holds).chain(limits).chain(sections).collect()
}

fn from_words(text: &str) -> Option<SyncRequest> {
    let mut words = text.split('+');
    let mut conditions = match words.next()? {
        "person" => Conditions::person(),
        "background" => Conditions::background(),
        _ => return None,
    };
    let (mut budget, mut sections) = (Budget::none(), Vec::new());
    for word in words {
        conditions = match word {
            "metered" => conditions.with_metered(true),
            "roaming" => conditions.with_roaming(true),
            "charging" => conditions.with_charging(true),
            "battery" => conditions.with_charging(false),
            "saver" => conditions.with_battery_saver(true),
            limit => {
                match limit.strip_prefix("in:") {
                    Some(section) => sections.push(section.parse().ok()?),
                    None => budget = with_limit(budget, limit)?,
                }
                conditions
            }
        };
    }
    Some(SyncRequest::all().with_sections(sections).with_conditions(conditions).with_budget(budget))
}

/// The budget with a limit in words, such as `texts:1000`.
fn with_limit(budget: Budget, text: &str) -> Option<Budget> {
    let (name, limit) = text.split_once(':')?;
    let limit: Option<u64> = Some(limit.parse().ok()?);
    Some(match name {
        "bytes" => Budget { bytes: limit, ..budget },
        "listings" => budget.with_listings(limit),
        "texts" => budget.with_texts(limit),
        "pictures" => budget.with_pictures(limit),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Contents<'_> = Contents { requests: &[], follow_ups: &[], skipped: &[] };
    const MADE_AT: Timestamp = Timestamp::UNIX_EPOCH;

    fn token(editions: &[&str], conditions: Conditions) -> Token {
        let editions = editions.iter().map(|id| id.parse::<EditionId>().unwrap());
        let request = SyncRequest::of(editions).with_conditions(conditions);
        Token::of("ifilm", request, MADE_AT, &NOTHING).unwrap()
    }

    #[test]
    fn a_token_is_the_same_after_its_text() {
        let background = Conditions::background();
        for (editions, conditions) in [
            (&[][..], Conditions::person()),
            (&["en"], background.with_metered(true).with_roaming(true).with_battery_saver(true)),
            (&["fa2", "feed:0a"], background.with_charging(true)),
            (&["fa2"], Conditions::person().with_charging(false)),
        ] {
            let mut token = token(editions, conditions);
            for budget in [Budget::none(), Budget::of(200_000), Budget::none().with_texts(0).with_pictures(7)]
            {
                token.request.budget = budget;

                assert_eq!(token.to_string().parse::<Token>().unwrap(), token);
            }
        }
    }

    #[test]
    fn a_text_that_is_no_token_is_a_bad_argument() {
        let hash = "0".repeat(64);
        for text in [
            "",
            "plan1",
            "plan1.0.person.en.abc",
            &format!("plan2.0.person.en.{hash}"),
            &format!("plan1.soon.person.en.{hash}"),
            &format!("plan1.0.nobody.en.{hash}"),
            &format!("plan1.0.person+rich.en.{hash}"),
            &format!("plan1.0.person+texts:much.en.{hash}"),
            &format!("plan1.0.person.EN US.{hash}"),
            &format!("plan1.0.person.en.{hash}.more"),
            &format!("plan1.99999999999999999.person.en.{hash}"),
        ] {
            assert!(matches!(text.parse::<Token>(), Err(Error::BadArgument(_))), "{text}");
        }
    }

    #[test]
    fn a_plan_lasts_ten_minutes() {
        let token = token(&["en"], Conditions::person());
        let lasts = |seconds| token.check_age(MADE_AT + SignedDuration::from_secs(seconds)).is_ok();

        assert!(lasts(0) && lasts(600));
        assert!(!lasts(601) && !lasts(-1));
    }

    #[test]
    fn a_token_fits_only_its_catalogue_its_request_and_its_contents() {
        let (en, all) = (token(&["en"], Conditions::person()), token(&[], Conditions::person()));
        let changed = Token { request: all.request.clone(), ..en.clone() };
        let skip = Skip {
            edition: "en".parse().unwrap(),
            section: crate::model::Section::News,
            kind: crate::model::DataKind::Listings,
            key: None,
            reason: crate::model::SkipReason::HostAskedToWait,
            until: None,
            next_due_reason: None,
        };

        assert!(en.check("ifilm", &NOTHING).is_ok());
        assert!(en.check("other", &NOTHING).is_err() && changed.check("ifilm", &NOTHING).is_err());
        assert!(en.check("ifilm", &Contents { skipped: &[skip], ..NOTHING }).is_err());
    }
}
