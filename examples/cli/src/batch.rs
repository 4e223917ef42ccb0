//! Many inputs at once: one input per line in, one JSON object per line out. A bad input never ends the
//! batch.

use std::io::BufRead;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

/// Answers each line of standard input. If `named`, each answer repeats its line as `file`.
pub(crate) fn run<T: Serialize>(
    named: bool,
    answer: impl Fn(&str) -> Result<T, Failure>,
) -> Result<Ended, Failure> {
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r');
        screen::json(&answer_line(named.then_some(line), answer(line)));
    }
    Ok(Ended::Well)
}

/// Answers one text. If none is given, answers each JSON string on standard input.
pub(crate) fn of_texts(text: Option<&str>, answer: impl Fn(&str) -> Value) -> Result<Ended, Failure> {
    let Some(text) = text else {
        return run(false, |line| {
            let text: String = parsed(line)?;
            Ok(answer(&text))
        });
    };
    screen::json(&answer(text));
    Ok(Ended::Well)
}

/// A line of JSON as a value.
pub(crate) fn parsed<T: DeserializeOwned>(line: &str) -> Result<T, Failure> {
    serde_json::from_str(line).map_err(|cause| Failure::bad_input(cause.to_string()))
}

/// The answer to a line. It has either a result or an error.
#[derive(Serialize)]
struct Answer<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

fn answer_line<T>(file: Option<&str>, answer: Result<T, Failure>) -> Answer<'_, T> {
    match answer {
        Ok(result) => Answer { file, result: Some(result), error: None },
        Err(failure) => Answer { file, result: None, error: Some(failure.to_string()) },
    }
}
