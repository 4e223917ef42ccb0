//! The heads of requests and answers: their size, and its limit.

use reqwest::Response;
use reqwest::header::{CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};
use url::Url;

use crate::error::{Error, Result};
use crate::model::Limits;

/// The size of a request's head as HTTP/1.1 sends it, in bytes. HTTP/2 packs heads, so it sends less.
pub(super) fn of_request(address: &Url, parts: [&HeaderMap; 2]) -> u64 {
    let query = address.query().map_or(0, |query| query.len() + "?".len());
    let line = "GET  HTTP/1.1\r\n".len() + address.path().len() + query;
    let host = "host: \r\n".len() + address.authority().len();
    let lines: usize = parts.into_iter().map(lines).sum();
    (line + host + lines + END) as u64
}

/// The size of an answer's head as HTTP/1.1 sends it with the usual words for its status, in bytes.
pub(super) fn of_answer(response: &Response) -> u64 {
    let reason = response.status().canonical_reason().unwrap_or_default();
    let line = "HTTP/1.1 200 \r\n".len() + reason.len();
    (line + lines(response.headers()) + END) as u64
}

/// The length of the body that an answer announces, in bytes. Our own stack may have it from a frame.
pub(super) fn length(response: &Response) -> Option<u64> {
    response.content_length().or_else(|| announced_length(response.headers()))
}

/// The length of the body that a head announces; `None` without one, and if several are announced.
pub(super) fn announced_length(headers: &HeaderMap) -> Option<u64> {
    if headers.contains_key(TRANSFER_ENCODING) {
        return None;
    }
    let mut lengths =
        headers.get_all(CONTENT_LENGTH).iter().map(|line| line.to_str().ok()?.trim().parse().ok());
    let first: u64 = lengths.next()??;
    lengths.all(|other| other == Some(first)).then_some(first)
}

/// # Errors
/// [`Error::TooLarge`] if the head has more lines or bytes than the limits allow.
pub(super) fn check(address: &Url, response: &Response, limits: &Limits) -> Result<()> {
    let headers = response.headers();
    let is_too_long = headers.len() > limits.headers as usize;
    match is_too_long || lines(headers) > limits.header_bytes as usize {
        true => Err(Error::TooLarge { address: address.to_string(), limit: limits.header_bytes.into() }),
        false => Ok(()),
    }
}

/// The empty line after a head.
const END: usize = "\r\n".len();

fn lines(headers: &HeaderMap) -> usize {
    let line = |name: &str, value: &[u8]| name.len() + ": ".len() + value.len() + "\r\n".len();
    headers.iter().map(|(name, value)| line(name.as_str(), value.as_bytes())).sum()
}
