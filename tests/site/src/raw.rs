//! Answers that an HTTP library would not send. Their head is sent exactly as given, even if it breaks HTTP.

use bytes::Bytes;
use hyper::StatusCode;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::encoding::gzip;

/// An answer whose head is sent exactly as given. The connection is closed after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Raw {
    /// The status.
    pub status: u16,
    /// The lines of the head, each as it is sent; `{path}` stands for the path of the request. The usual
    /// `Content-Type` is added if no line has that name. The right `Content-Length` is always added.
    pub lines: Vec<String>,
    /// The content; `None` for the usual one.
    pub content: Option<String>,
    /// Whether the content is compressed with gzip. If so, the head says it.
    pub gzip: bool,
    /// Text after the content, counted in `Content-Length`.
    pub tail: String,
    /// A request with this cookie gets the usual answer.
    pub unless_cookie: Option<String>,
}

impl Default for Raw {
    fn default() -> Self {
        Self {
            status: 200,
            lines: Vec::new(),
            content: None,
            gzip: false,
            tail: String::new(),
            unless_cookie: None,
        }
    }
}

impl Raw {
    /// An answer with this status, and these lines in its head.
    pub fn new<L: Into<String>>(status: u16, lines: impl IntoIterator<Item = L>) -> Self {
        Self { status, lines: lines.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Whether a request with these cookies gets this answer.
    pub(crate) fn strikes(&self, cookies: &str) -> bool {
        let mut sent = cookies.split(';').map(str::trim);
        !self.unless_cookie.as_deref().is_some_and(|wanted| sent.any(|cookie| cookie == wanted))
    }

    /// The usual answer under a wrong length: 100 bytes too many, or half of them.
    pub(crate) fn misannounced(usual: &Answer, longer: bool) -> (Vec<u8>, usize) {
        let length = usual.content.len();
        let announced = if longer { length + 100 } else { length / 2 };
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {announced}\r\n\r\n", usual.kind);
        ([head.as_bytes(), &usual.content].concat(), length)
    }

    /// Head and content as they are sent, and how long the content is.
    pub(crate) fn bytes(&self, path: &str, usual: &Answer) -> (Vec<u8>, usize) {
        let body = self.body(&usual.content);
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut head = format!("HTTP/1.1 {status}\r\n");
        for line in self.lines.iter().map(|line| line.replace("{path}", path)).chain(self.framing(usual)) {
            head.push_str(&line);
            head.push_str("\r\n");
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        ([head.as_bytes(), &body].concat(), body.len())
    }

    fn body(&self, usual: &Bytes) -> Vec<u8> {
        let content = self.content.as_ref().map_or(&usual[..], |content| content.as_bytes());
        let content = if self.gzip { gzip(content) } else { content.to_vec() };
        [&content, self.tail.as_bytes()].concat()
    }

    fn framing(&self, usual: &Answer) -> impl Iterator<Item = String> {
        let has_kind = self.lines.iter().any(|line| line.to_ascii_lowercase().starts_with("content-type"));
        let kind = (!has_kind).then(|| format!("Content-Type: {}", usual.kind));
        kind.into_iter().chain(self.gzip.then(|| "Content-Encoding: gzip".to_owned()))
    }
}
