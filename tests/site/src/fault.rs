//! Which requests go wrong, and how.

use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::host::Host;
use crate::raw::Raw;
use crate::seeded_random::SeededRandom;

/// A rule that says which requests go wrong, and how.
///
/// ```
/// use ifilm_site::{Edition, Fault, FaultKind};
///
/// let fault = Fault::new(FaultKind::CutBody).edition(Edition::En).path("/News/").after(2).times(1);
/// let same: Fault = serde_json::from_str(
///     r#"{"edition":"en","path":"/News/","after":2,"times":1,"do":{"kind":"cut_body"}}"#,
/// ).unwrap();
/// assert_eq!(fault, same);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The edition to which it applies; `None` for all.
    #[serde(default)]
    pub edition: Option<Edition>,
    /// The address of the edition to which it applies: 0 for the first, 1 and more for its mirrors; `None`
    /// for all.
    #[serde(default)]
    pub mirror: Option<u16>,
    /// The beginning of the path; `None` for all paths. The case of letters does not matter.
    #[serde(default)]
    pub path: Option<String>,
    /// How many matching requests pass before the first goes wrong.
    #[serde(default)]
    pub after: u64,
    /// How many requests go wrong; `None` for all that follow.
    #[serde(default)]
    pub times: Option<u64>,
    /// What happens to these requests.
    #[serde(rename = "do")]
    pub kind: FaultKind,
}

/// What can happen to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// This status and a short page.
    Status {
        /// The status.
        status: u16,
        /// The value of `Retry-After`, in seconds or as a date.
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// 200 and a page that says that the service is being updated.
    HtmlForJson,
    /// The first half of the content, sent as a valid HTTP response.
    HalfJson,
    /// Half of the announced bytes, then the connection is closed.
    CutBody,
    /// A very long body, in pieces.
    Big {
        /// Whether its length is announced.
        length: bool,
        /// The number of bytes.
        #[serde(default = "two_hundred_mebibytes")]
        bytes: u64,
    },
    /// 256 MiB of blanks in 260 KiB of gzip.
    GzipBomb,
    /// 256 MiB of blanks in less than 8 KiB of brotli.
    BrotliBomb,
    /// One byte after each interval, without end.
    Drip {
        /// The time between two bytes, in milliseconds.
        interval_ms: u64,
    },
    /// 302 to another address.
    Redirect {
        /// The other address.
        to: String,
    },
    /// 200 and a notice in the language of the edition. It may come from the site or from the network
    /// between.
    Notice {
        /// Several paragraphs instead of one sentence.
        #[serde(default)]
        long: bool,
        /// The notice has a line that differs by address and time, as an advertisement does.
        #[serde(default)]
        varying: bool,
    },
    /// 302 to the login page.
    Login,
    /// A listing without rows, or a page without a text.
    Empty,
    /// No answer, and the connection stays open.
    Silence,
    /// No answer until the held requests are released, then the usual answer.
    Hold,
    /// The connection is closed without an answer.
    Refuse,
    /// The same, but only on a connection that carried a request before. Otherwise the usual answer.
    RefuseReused,
    /// The stream is reset as not processed (`REFUSED_STREAM`). In HTTP/1.1 the connection is closed.
    RefuseStream,
    /// The server of HTTP/2 leaves (`GOAWAY`) instead of an answer, and closes the connection. In HTTP/1.1 it
    /// only closes the connection.
    GoAway {
        /// Whether it says that it may have processed the request, else that it did not.
        processed: bool,
    },
    /// The connection is reset (RST) instead of an answer.
    Reset,
    /// The first bytes of a head, then the connection is closed.
    CutHead,
    /// Half of the announced bytes, then nothing, and the connection stays open.
    Stall,
    /// The usual answer with a wrong `Content-Length`, then the connection is closed.
    WrongLength {
        /// Whether 100 bytes too many are announced, else half of them.
        longer: bool,
    },
    /// The usual content in gzip, with wrong bytes in the middle.
    BadGzip,
    /// The usual content, which is UTF-8, under the name of another encoding.
    WrongCharset {
        /// The name.
        #[serde(default = "windows_1256")]
        charset: String,
    },
    /// 200 and no content.
    EmptyBody,
    /// 200 and a page that says that the server has an error.
    ErrorPage,
    /// 302 to the same address.
    RedirectLoop,
    /// 403 in windows-1256 and a page with a frame at a private address, as some networks answer instead of a
    /// host that they block.
    BlockPage,
    /// The usual answer with more lines in its head. A line that is no valid header is left out.
    Headers {
        /// The lines, such as `Cache-Control: max-age=60`.
        lines: Vec<String>,
    },
    /// A raw answer, sent exactly as given.
    Raw(Raw),
    /// Many empty members of gzip, and none with content.
    GzipMembers {
        /// The number of members.
        members: u64,
    },
    /// A certificate of our own authority that has expired. Connections are counted, and the path is ignored.
    ExpiredCertificate,
    /// A self-signed certificate. Connections are counted, and the path is ignored.
    SelfSigned,
    /// A certificate of our own authority for another name. Connections are counted, and the path is ignored.
    WrongName,
    /// A temporary fault or none, chosen at random for each request.
    Seed {
        /// The same seed chooses the same faults.
        seed: u64,
    },
}

impl Fault {
    /// A fault of every request from now on.
    pub fn new(kind: FaultKind) -> Self {
        Self { edition: None, mirror: None, path: None, after: 0, times: None, kind }
    }

    /// Only requests to this edition.
    pub fn edition(self, edition: Edition) -> Self {
        Self { edition: Some(edition), ..self }
    }

    /// Only requests to this address of an edition: 0 for the first, 1 and more for its mirrors.
    pub fn mirror(self, mirror: u16) -> Self {
        Self { mirror: Some(mirror), ..self }
    }

    /// Only requests whose path begins with this prefix. The case of letters does not matter.
    pub fn path(self, prefix: impl Into<String>) -> Self {
        Self { path: Some(prefix.into()), ..self }
    }

    /// Only after this many matching requests.
    pub fn after(self, requests: u64) -> Self {
        Self { after: requests, ..self }
    }

    /// Only for this many requests.
    pub fn times(self, requests: u64) -> Self {
        Self { times: Some(requests), ..self }
    }

    fn matches(&self, host: Host, path: &str) -> bool {
        let prefix = self.path.as_deref().unwrap_or("").as_bytes();
        let begins =
            path.as_bytes().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        self.strikes(host) && begins
    }

    fn strikes(&self, host: Host) -> bool {
        let edition = self.edition.is_none_or(|only| only == host.edition);
        edition && self.mirror.is_none_or(|only| only == host.mirror)
    }
}

impl FaultKind {
    /// Whether the handshake fails instead of a request.
    pub(crate) fn is_of_certificate(&self) -> bool {
        matches!(self, Self::ExpiredCertificate | Self::SelfSigned | Self::WrongName)
    }

    /// Whether its bytes are no valid HTTP, so that they can only be sent in HTTP/1.1.
    pub(crate) fn needs_http1(&self) -> bool {
        matches!(self, Self::CutHead | Self::Raw(_) | Self::WrongLength { .. })
    }

    /// The fault that a seed chooses for the n-th request. Other kinds are returned unchanged.
    fn drawn(&self, request: u64) -> Option<FaultKind> {
        match self {
            Self::Seed { seed } => passing_trouble(*seed, request),
            other => Some(other.clone()),
        }
    }
}

/// Faults that are gone when the request is retried. Six requests in ten have none.
fn passing_trouble(seed: u64, request: u64) -> Option<FaultKind> {
    let mut random = SeededRandom::new("trouble", &[seed, request]);
    let status = |status, retry_after: Option<&str>| {
        Some(FaultKind::Status { status, retry_after: retry_after.map(str::to_owned) })
    };
    match random.below(100) {
        0..5 => status(500, None),
        5..9 => status(503, Some("30")),
        9..12 => status(503, Some("Thu, 02 May 2024 10:00:00 GMT")),
        12..15 => status(429, Some("5")),
        15..19 => Some(FaultKind::HtmlForJson),
        19..23 => Some(FaultKind::HalfJson),
        23..28 => Some(FaultKind::CutBody),
        28..33 => Some(FaultKind::Refuse),
        33..35 => Some(FaultKind::GzipBomb),
        35..37 => Some(FaultKind::BrotliBomb),
        37..39 => Some(FaultKind::Redirect { to: "https://example.org/".to_owned() }),
        39 => Some(FaultKind::Drip { interval_ms: 50 }),
        _ => None,
    }
}

fn windows_1256() -> String {
    "windows-1256".to_owned()
}

fn two_hundred_mebibytes() -> u64 {
    200 * 1024 * 1024
}

/// The faults in force, and how many requests each has seen.
#[derive(Debug, Default)]
pub(crate) struct Script(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    fault: Fault,
    seen: u64,
    struck: u64,
}

impl Script {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(Rule { fault, seen: 0, struck: 0 });
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether a rule holds requests. A rule that is used up counts, too, because its requests may still be
    /// held.
    pub(crate) fn has_hold(&self) -> bool {
        self.0.iter().any(|rule| rule.fault.kind == FaultKind::Hold)
    }

    /// How often each rule has struck, in the order in which they were added.
    pub(crate) fn strikes(&self) -> Vec<u64> {
        self.0.iter().map(|rule| rule.struck).collect()
    }

    /// Whether a rule for this host can only be obeyed in HTTP/1.1.
    pub(crate) fn needs_http1(&self, host: Host) -> bool {
        self.0.iter().any(|rule| rule.fault.kind.needs_http1() && rule.fault.strikes(host))
    }

    /// What goes wrong with this request. Every rule counts it; the first rule that applies decides.
    pub(crate) fn fault_for(&mut self, host: Host, path: &str) -> Option<FaultKind> {
        let rules = self.0.iter_mut().filter(|rule| !rule.fault.kind.is_of_certificate());
        first_strike(rules.filter(|rule| rule.fault.matches(host, path)))
    }

    /// What goes wrong with the handshake of a new connection.
    pub(crate) fn fault_for_handshake(&mut self, host: Host) -> Option<FaultKind> {
        let rules = self.0.iter_mut().filter(|rule| rule.fault.kind.is_of_certificate());
        first_strike(rules.filter(|rule| rule.fault.strikes(host)))
    }
}

fn first_strike<'a>(rules: impl Iterator<Item = &'a mut Rule>) -> Option<FaultKind> {
    let mut decided = None;
    for rule in rules {
        let strikes = rule.counts_and_strikes();
        if decided.is_none() && strikes {
            rule.struck += 1;
            decided = rule.fault.kind.drawn(rule.seen);
        }
    }
    decided
}

impl Rule {
    fn counts_and_strikes(&mut self) -> bool {
        self.seen += 1;
        self.seen > self.fault.after && self.fault.times.is_none_or(|times| self.struck < times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(script: &mut Script, edition: Edition, path: &str) -> bool {
        script.fault_for(Host { edition, mirror: 0 }, path) == Some(FaultKind::Refuse)
    }

    #[test]
    fn a_fault_applies_to_its_edition_and_path_after_its_count_and_as_often_as_it_says() {
        let mut script = Script::default();
        script.add(Fault::new(FaultKind::Refuse).edition(Edition::En).path("/News/").after(1).times(2));

        assert!(!refused(&mut script, Edition::Fa, "/News/Content/1"));
        assert!(!refused(&mut script, Edition::En, "/Home/x"));
        let strikes: Vec<bool> =
            (0..4).map(|_| refused(&mut script, Edition::En, "/news/content/1")).collect();
        assert_eq!(strikes, [false, true, true, false]);
        assert_eq!(script.strikes(), [2]);
    }

    #[test]
    fn the_same_seed_chooses_the_same_faults() {
        let draw = |seed| (0..50).map(|n| passing_trouble(seed, n)).collect::<Vec<_>>();

        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert!(draw(7).iter().any(Option::is_some) && draw(7).iter().any(Option::is_none));
    }

    #[test]
    fn every_kind_of_the_protocol_is_read() {
        for kind in [
            r#"{"kind":"status","status":503,"retry_after":"120"}"#,
            r#"{"kind":"html_for_json"}"#,
            r#"{"kind":"half_json"}"#,
            r#"{"kind":"cut_body"}"#,
            r#"{"kind":"big","length":true}"#,
            r#"{"kind":"big","length":false,"bytes":5}"#,
            r#"{"kind":"gzip_bomb"}"#,
            r#"{"kind":"brotli_bomb"}"#,
            r#"{"kind":"drip","interval_ms":20}"#,
            r#"{"kind":"redirect","to":"http://127.0.0.1/"}"#,
            r#"{"kind":"notice"}"#,
            r#"{"kind":"notice","long":true,"varying":true}"#,
            r#"{"kind":"login"}"#,
            r#"{"kind":"empty"}"#,
            r#"{"kind":"silence"}"#,
            r#"{"kind":"hold"}"#,
            r#"{"kind":"refuse"}"#,
            r#"{"kind":"refuse_reused"}"#,
            r#"{"kind":"refuse_stream"}"#,
            r#"{"kind":"reset"}"#,
            r#"{"kind":"cut_head"}"#,
            r#"{"kind":"stall"}"#,
            r#"{"kind":"wrong_length","longer":true}"#,
            r#"{"kind":"bad_gzip"}"#,
            r#"{"kind":"wrong_charset"}"#,
            r#"{"kind":"wrong_charset","charset":"iso-8859-1"}"#,
            r#"{"kind":"empty_body"}"#,
            r#"{"kind":"error_page"}"#,
            r#"{"kind":"redirect_loop"}"#,
            r#"{"kind":"block_page"}"#,
            r#"{"kind":"headers","lines":["Age: 5"]}"#,
            r#"{"kind":"raw","status":302,"lines":["Location: /"]}"#,
            r#"{"kind":"gzip_members","members":5}"#,
            r#"{"kind":"expired_certificate"}"#,
            r#"{"kind":"self_signed"}"#,
            r#"{"kind":"wrong_name"}"#,
            r#"{"kind":"seed","seed":9}"#,
        ] {
            let fault: Fault = serde_json::from_str(&format!("{{\"do\":{kind}}}")).unwrap();
            assert_eq!(fault.times, None);
        }
    }
}
