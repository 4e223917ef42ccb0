//! An answer: content with its validators in an encoding that the client accepts, or 304.

use bytes::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, HeaderValue,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER, VARY,
};
use hyper::{Response, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::encoding::{Encoding, gzip};
use crate::seeded_random::hash;
use crate::stream::{self, SiteBody};

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json; charset=utf-8";
const BLOCKED: &str = "text/html; charset=windows-1256";
pub(crate) const JPEG: &str = "image/jpeg";

/// Shorter texts are not encoded, because the header of the encoding is longer than what they save.
const WORTH_ENCODING: usize = 256;

/// The answer of a route. It does not depend on the headers of the request.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) content: Bytes,
    /// When the content last changed; `None` for content without validators.
    pub(crate) modified: Option<Timestamp>,
}

impl Answer {
    pub(crate) fn html(html: String, modified: Timestamp) -> Self {
        Self { status: StatusCode::OK, kind: HTML, content: html.into(), modified: Some(modified) }
    }

    pub(crate) fn json(json: Vec<u8>, modified: Timestamp) -> Self {
        Self { status: StatusCode::OK, kind: JSON, content: json.into(), modified: Some(modified) }
    }

    /// Content of any kind.
    pub(crate) fn bytes(bytes: Vec<u8>, kind: &'static str, modified: Timestamp) -> Self {
        Self { status: StatusCode::OK, kind, content: bytes.into(), modified: Some(modified) }
    }

    pub(crate) fn jpeg(jpeg: Vec<u8>, modified: Timestamp) -> Self {
        Self { status: StatusCode::OK, kind: JPEG, content: jpeg.into(), modified: Some(modified) }
    }

    /// A status, and a page that shows only the status.
    pub(crate) fn status(status: StatusCode) -> Self {
        let reason = status.canonical_reason().unwrap_or("");
        let content = format!("<html><body><h1>{} {reason}</h1></body></html>", status.as_u16());
        Self { status, kind: HTML, content: content.into(), modified: None }
    }

    /// The content in an encoding that the client accepts, and its name.
    pub(crate) fn encoded(&self, asked: &HeaderMap) -> (Bytes, Option<&'static str>) {
        let encoding = self.encoding(asked);
        (encoding.encode(&self.content), encoding.name())
    }

    /// The answer to a request with these headers.
    pub(crate) fn respond(&self, asked: &HeaderMap, now: Timestamp) -> Response<SiteBody> {
        let tag = self.modified.map(|_| tag(&self.content, self.encoding(asked)));
        if tag.as_ref().is_some_and(|tag| self.is_known(asked, tag)) {
            return not_modified(tag);
        }
        let (content, encoding) = self.encoded(asked);
        let mut response = self.head(encoding, now);
        let validators = [(ETAG, tag), (LAST_MODIFIED, self.modified.map(http_date))];
        for (name, value) in validators {
            insert(response.headers_mut(), name, value);
        }
        response.map(|()| stream::whole(content))
    }

    /// The head with status, kind and encoding, for a body that is made elsewhere.
    pub(crate) fn head(&self, encoding: Option<&'static str>, now: Timestamp) -> Response<()> {
        let mut response = Response::new(());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        insert(headers, DATE, Some(http_date(now)));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if self.is_text() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        response
    }

    fn is_text(&self) -> bool {
        !["image/", "video/", "audio/"].iter().any(|kind| self.kind.starts_with(kind))
    }

    fn encoding(&self, asked: &HeaderMap) -> Encoding {
        if !self.is_text() || self.content.len() < WORTH_ENCODING {
            return Encoding::Plain;
        }
        Encoding::best_of(text_of(asked, ACCEPT_ENCODING).unwrap_or_default())
    }

    /// The tag decides. The time counts only if the client sent no tag.
    fn is_known(&self, asked: &HeaderMap, tag: &str) -> bool {
        if let Some(known) = text_of(asked, IF_NONE_MATCH) {
            return known
                .split(',')
                .map(|known| known.trim().trim_start_matches("W/"))
                .any(|known| known == "*" || known == tag);
        }
        let since = text_of(asked, IF_MODIFIED_SINCE).and_then(|date| rfc2822::parse(date).ok());
        since
            .zip(self.modified)
            .is_some_and(|(since, modified)| modified.as_second() <= since.timestamp().as_second())
    }
}

/// The usual content under the name of another encoding.
pub(crate) fn named_otherwise(answer: &Answer, charset: &str, now: Timestamp) -> Response<SiteBody> {
    let mut response = answer.head(None, now).map(|()| stream::whole(answer.content.clone()));
    let kind = answer.kind.split(';').next().unwrap_or_default();
    insert(response.headers_mut(), CONTENT_TYPE, Some(format!("{kind}; charset={charset}")));
    response
}

/// The usual content in gzip, with wrong bytes in the middle.
pub(crate) fn damaged(answer: &Answer, now: Timestamp) -> Response<SiteBody> {
    let mut packed = gzip(&answer.content);
    let middle = packed.len() / 2;
    packed.iter_mut().skip(middle).take(8).for_each(|byte| *byte = !*byte);
    answer.head(Some("gzip"), now).map(|()| stream::whole(packed.into()))
}

/// What some networks answer instead of a host that they block.
pub(crate) fn block_page(now: Timestamp) -> Response<SiteBody> {
    let page = b"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">\
        <title>M1-6</title></head><body><iframe src=\"http://10.10.34.34?type=Invalid Site&policy=MainPolicy\" \
        style=\"width: 100%; height: 100%\" scrolling=\"no\"></iframe>\xcf\xd3\xca\xd1\xd3\xed</body></html>";
    let content = Bytes::from_static(page);
    let blocked = Answer { status: StatusCode::FORBIDDEN, kind: BLOCKED, content, modified: None };
    blocked.head(None, now).map(|()| stream::whole(blocked.content.clone()))
}

/// Adds the lines to a head that are valid headers.
pub(crate) fn with_lines(mut response: Response<SiteBody>, lines: &[String]) -> Response<SiteBody> {
    for (name, value) in lines.iter().filter_map(|line| line.split_once(':')) {
        let name = HeaderName::from_bytes(name.trim().as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value.trim())) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// 302 to another address.
pub(crate) fn redirect(to: &str, now: Timestamp) -> Response<SiteBody> {
    let mut response = Answer::status(StatusCode::FOUND).respond(&HeaderMap::new(), now);
    insert(response.headers_mut(), LOCATION, Some(to.to_owned()));
    response
}

/// A status, with `Retry-After`.
pub(crate) fn trouble(status: u16, retry_after: Option<String>, now: Timestamp) -> Response<SiteBody> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Answer::status(status).respond(&HeaderMap::new(), now);
    insert(response.headers_mut(), RETRY_AFTER, retry_after);
    response
}

/// A 304 with the smallest head: only the tag.
fn not_modified(tag: Option<String>) -> Response<SiteBody> {
    let mut response = Response::new(stream::whole(Bytes::new()));
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    insert(response.headers_mut(), ETAG, tag);
    response
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
        headers.insert(name, value);
    }
}

fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// A strong tag. Each encoding has its own, because the bytes differ.
fn tag(content: &[u8], encoding: Encoding) -> String {
    format!("\"{:016x}{}\"", hash(content), encoding.name().unwrap_or(""))
}

fn http_date(at: Timestamp) -> String {
    rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&at)
        .expect("the site's clock stays in our era")
}
