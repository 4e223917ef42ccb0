//! `ifilm debug match`: language matching alone.

use ifilm_core::language;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::Match;
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

#[derive(Deserialize)]
struct Question {
    wish: Vec<String>,
    #[serde(default)]
    offer: Vec<String>,
}

pub(super) fn run(arguments: &Match) -> Result<Ended, Failure> {
    if arguments.batch {
        return batch::run(false, answer);
    }
    screen::json(&matched(&arguments.wishes, &arguments.offers));
    Ok(Ended::Well)
}

fn answer(line: &str) -> Result<Value, Failure> {
    let Question { wish, offer } = batch::parsed(line)?;
    Ok(matched(&wish, &offer))
}

fn matched(wishes: &[String], offers: &[String]) -> Value {
    let (found, trace) = language::matching::best_match(wishes, offers);
    json!({ "match": found.map(|index| &offers[index]), "trace": trace })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: &str) -> Result<Value, String> {
        super::answer(line).map_err(|failure| failure.to_string())
    }

    #[test]
    fn an_offer_is_given_back_as_it_was_given() {
        let answer = answer(r#"{"wish":["dari","prs"],"offer":["fa","fa_AF-u-nu-latn"]}"#).unwrap();

        let malformed = json!({ "wish": "dari", "offer": null, "rule": "malformed", "distance": null });
        let exact = json!({ "wish": "prs", "offer": "fa_AF-u-nu-latn", "rule": "exact", "distance": 0 });
        assert_eq!(answer, json!({ "match": "fa_AF-u-nu-latn", "trace": [malformed, exact] }));
    }

    #[test]
    fn a_wish_that_matches_nothing_is_null() {
        assert_eq!(answer(r#"{"wish":[],"offer":["en"]}"#).unwrap(), json!({ "match": null, "trace": [] }));
        assert_eq!(answer(r#"{"wish":["ja"],"offer":["en"]}"#).unwrap()["match"], Value::Null);
        assert_eq!(answer(r#"{"wish":["ja"]}"#).unwrap()["match"], Value::Null);
    }

    #[test]
    fn a_malformed_offer_is_in_the_trace() {
        let answer = answer(r#"{"wish":["en"],"offer":["!","en"]}"#).unwrap();

        assert_eq!(answer["match"], "en");
        let malformed = json!({ "wish": null, "offer": "!", "rule": "malformed", "distance": null });
        assert_eq!(answer["trace"][0], malformed);
    }

    #[test]
    fn a_malformed_line_is_an_error() {
        for line in ["", "{", "[]", r#"{"wish":"en"}"#, r#"{"wish":[1]}"#, "\u{0}"] {
            assert!(answer(line).is_err(), "{line}");
        }
    }
}
