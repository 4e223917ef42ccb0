//! The state that all editions share: archives, clock, faults and records. Requests are handled here.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    USER_AGENT,
};
use hyper::{Method, Request, Response, StatusCode, Version};
use jiff::Timestamp;
use tokio::sync::watch;

use crate::SiteError;
use crate::answer::{self, Answer, JSON};
use crate::archive::Archive;
use crate::authority::Authority;
use crate::config::SiteConfig;
use crate::edition::Edition;
use crate::ending::Ending;
use crate::fault::{Fault, FaultKind, Script};
use crate::holding::Holding;
use crate::host::Host;
use crate::lexicon;
use crate::meter::Meter;
use crate::page;
use crate::raw::Raw;
use crate::request_log::{RequestHead, RequestLog};
use crate::route::{LOGIN, Router};
use crate::section::{Roll, SectionArchive, SectionRouter, SectionSnapshot};
use crate::seeded_random::SeededRandom;
use crate::stream::{self, CutOff, SiteBody};
use crate::timeline;
use crate::weather::{Sky, Weather, WeatherAnswer};

/// Runs before a request is answered.
pub(crate) type Action = Box<dyn FnOnce() + Send>;

/// The site without its sockets.
pub(crate) struct State {
    pub(crate) config: SiteConfig,
    /// The address of each host.
    pub(crate) hosts: Vec<(Host, String)>,
    /// The first address of each edition, to which pages link.
    pub(crate) bases: Vec<(Edition, String)>,
    pub(crate) authority: Option<Authority>,
    pub(crate) request_log: Arc<RequestLog>,
    pub(crate) holding: Holding,
    archives: Mutex<[Archive; 4]>,
    /// Locked after the archives.
    sections: Mutex<Option<[SectionArchive; 4]>>,
    clock: Mutex<Timestamp>,
    script: Mutex<Script>,
    sky: Mutex<Sky>,
    actions: Mutex<Vec<(u64, Action)>>,
    /// Its value rises when the open connections must end.
    pub(crate) turn: watch::Sender<u64>,
}

impl State {
    pub(crate) fn new(config: SiteConfig, hosts: Vec<(Host, String)>, authority: Option<Authority>) -> Self {
        let first = |(host, base): &(Host, String)| (!host.is_mirror()).then(|| (host.edition, base.clone()));
        let archive = |edition| Archive::new(config.seed, edition, config.items);
        let sections = config.sections.map(|sections| {
            let roll = |edition| Roll::new(config.seed, edition, sections);
            Edition::ALL.map(|edition| SectionArchive::new(roll(edition)))
        });
        Self {
            bases: hosts.iter().filter_map(first).collect(),
            hosts,
            authority,
            request_log: Arc::default(),
            holding: Holding::new(),
            archives: Mutex::new([Edition::En, Edition::Fa, Edition::Ar, Edition::Fa2].map(archive)),
            sections: Mutex::new(sections),
            clock: Mutex::new(timeline::start()),
            script: Mutex::default(),
            sky: Mutex::default(),
            actions: Mutex::default(),
            turn: watch::Sender::new(0),
            config,
        }
    }

    pub(crate) fn base(&self, edition: Edition) -> &str {
        let found = self.bases.iter().find(|(other, _)| *other == edition);
        found.map_or("", |(_, base)| base)
    }

    pub(crate) fn now(&self) -> Timestamp {
        *locked(&self.clock)
    }

    pub(crate) fn advance(&self, by: Duration) -> Timestamp {
        let mut clock = locked(&self.clock);
        *clock = clock.saturating_add(by).unwrap_or(*clock);
        *clock
    }

    pub(crate) fn with_archive<T>(&self, edition: Edition, act: impl FnOnce(&mut Archive) -> T) -> T {
        act(&mut locked(&self.archives)[edition.index()])
    }

    /// Acts on the sections of an edition, beside its news.
    pub(crate) fn with_sections<T>(
        &self,
        edition: Edition,
        act: impl FnOnce(&mut SectionArchive, &Archive) -> T,
    ) -> Result<T, SiteError> {
        let news = locked(&self.archives);
        let mut sections = locked(&self.sections);
        let sections = sections.as_mut().ok_or(SiteError::NoSections)?;
        Ok(act(&mut sections[edition.index()], &news[edition.index()]))
    }

    pub(crate) fn snapshot(&self, edition: Edition) -> Result<SectionSnapshot, SiteError> {
        let (base, now) = (self.base(edition).to_owned(), self.now());
        let SiteConfig { news, quirks, .. } = self.config;
        self.with_sections(edition, |archive, articles| SectionSnapshot {
            archive: archive.clone(),
            news: articles.clone(),
            news_category: news.category(),
            quirks,
            base,
            now,
        })
    }

    /// Only new connections see a bad certificate or are without HTTP/2, so the open ones are closed.
    pub(crate) fn fault(&self, fault: Fault) {
        let needs_http1 = self.authority.is_some() && fault.kind.needs_http1();
        let ends_connections = needs_http1 || fault.kind.is_of_certificate();
        locked(&self.script).add(fault);
        if ends_connections {
            self.turn.send_modify(|turn| *turn += 1);
        }
    }

    /// Also releases the held requests.
    pub(crate) fn clear_faults(&self) {
        locked(&self.script).clear();
        self.holding.release();
    }

    pub(crate) fn strikes(&self) -> Vec<u64> {
        locked(&self.script).strikes()
    }

    pub(crate) fn has_hold(&self) -> bool {
        locked(&self.script).has_hold()
    }

    pub(crate) fn set_weather(&self, weather: Option<Weather>) {
        locked(&self.sky).set(weather);
    }

    pub(crate) fn weather_answers(&self) -> Vec<WeatherAnswer> {
        locked(&self.sky).answers()
    }

    pub(crate) fn handshake_fault(&self, host: Host) -> Option<FaultKind> {
        locked(&self.script).fault_for_handshake(host)
    }

    /// Whether a fault of this host can only be sent in HTTP/1.1.
    pub(crate) fn needs_http1(&self, host: Host) -> bool {
        locked(&self.script).needs_http1(host)
    }

    /// Runs an action before the k-th request from now is answered.
    pub(crate) fn on_request(&self, k: u64, action: Action) {
        let n = self.request_log.last() + k;
        locked(&self.actions).push((n, action));
    }

    /// Handles a request: records it, runs the actions that wait for it, and answers as the faults say.
    pub(crate) async fn handle(
        &self,
        host: Host,
        meter: &Meter,
        connection: u64,
        request: Request<Incoming>,
    ) -> Result<Response<SiteBody>, Ending> {
        let edition = host.edition;
        let is_reused = meter.is_reused();
        let n = meter.enter(asked(edition, connection, &request));
        self.run_actions(n).await;
        let fault = self.fault_for(n, host, request.uri().path());
        let response = match fault {
            Some(FaultKind::Refuse) => return Err(ended(meter, request.version()).await),
            Some(FaultKind::Silence) => std::future::pending().await,
            Some(FaultKind::RefuseReused) if is_reused => return Err(ended(meter, request.version()).await),
            Some(FaultKind::RefuseStream) => return Err(refused(meter, request.version()).await),
            Some(FaultKind::GoAway { processed }) => {
                if request.version() == Version::HTTP_2 {
                    meter.leave(go_away(processed));
                }
                return Err(ended(meter, request.version()).await);
            }
            Some(FaultKind::Reset) => {
                meter.reset();
                return Err(ended(meter, request.version()).await);
            }
            Some(FaultKind::WrongLength { longer }) => {
                let (bytes, length) = Raw::misannounced(&self.answer(edition, &request), longer);
                self.note_raw(n, 200, length);
                meter.leave(bytes);
                return Err(CutOff.into());
            }
            Some(FaultKind::CutHead) => {
                meter.leave(b"HTTP/1.1 20".to_vec());
                return Err(CutOff.into());
            }
            Some(FaultKind::Raw(raw)) if raw.strikes(cookies(&request)) => {
                meter.leave(self.raw(&raw, n, edition, &request));
                return Err(CutOff.into());
            }
            Some(FaultKind::Hold) => {
                self.holding.hold().await;
                self.usual(edition, &request)
            }
            Some(fault) => self.faulty(&fault, edition, &request),
            None => self.usual(edition, &request),
        };
        self.note_status(n, response.status().as_u16());
        Ok(response.map(|body| stream::counted(body, Arc::clone(&self.request_log), n)))
    }

    /// The scripted fault of a request, or else the fault of the weather.
    fn fault_for(&self, n: u64, host: Host, path: &str) -> Option<FaultKind> {
        let scripted = locked(&self.script).fault_for(host, path);
        scripted.or_else(|| locked(&self.sky).fault_for(n, host, path, self.now()))
    }

    fn note_status(&self, n: u64, status: u16) {
        self.request_log.lock().amend(n, |record| record.status = status);
        locked(&self.sky).answered(n, status);
    }

    /// The bytes of a raw answer. It is recorded here, because it does not go through hyper.
    fn raw(&self, raw: &Raw, n: u64, edition: Edition, request: &Request<Incoming>) -> Vec<u8> {
        let (bytes, length) = raw.bytes(request.uri().path(), &self.answer(edition, request));
        self.note_raw(n, raw.status, length);
        bytes
    }

    fn note_raw(&self, n: u64, status: u16, length: usize) {
        self.note_status(n, status);
        self.request_log.lock().amend(n, |record| record.body_bytes = length as u64);
    }

    async fn run_actions(&self, n: u64) {
        for action in self.due_actions(n) {
            // An action may wait. Other connections must be served meanwhile.
            let _ = tokio::task::spawn_blocking(action).await;
        }
    }

    fn due_actions(&self, n: u64) -> Vec<Action> {
        let mut actions = locked(&self.actions);
        let (due, later) = std::mem::take(&mut *actions).into_iter().partition(|(at, _)| *at == n);
        *actions = later;
        let due: Vec<(u64, Action)> = due;
        due.into_iter().map(|(_, action)| action).collect()
    }

    fn usual(&self, edition: Edition, request: &Request<Incoming>) -> Response<SiteBody> {
        self.answer(edition, request).respond(request.headers(), self.now())
    }

    fn answer(&self, edition: Edition, request: &Request<Incoming>) -> Answer {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Answer::status(StatusCode::METHOD_NOT_ALLOWED);
        }
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or(""));
        let SiteConfig { seed, news, quirks, .. } = self.config;
        let (base, now) = (self.base(edition), self.now());
        let (archives, sections) = (locked(&self.archives), locked(&self.sections));
        let archive = &archives[edition.index()];
        let sections = sections.as_ref().map(|sections| {
            let (archive, news_category) = (&sections[edition.index()], news.category());
            let articles = &archives[edition.index()];
            SectionRouter { archive, news: articles, news_category, quirks, base, now }
        });
        Router { seed, edition, news, quirks, base, bases: &self.bases, archive, sections }
            .answer(path, query)
    }

    fn faulty(&self, fault: &FaultKind, edition: Edition, request: &Request<Incoming>) -> Response<SiteBody> {
        let now = self.now();
        match fault {
            FaultKind::Status { status, retry_after } => answer::trouble(*status, retry_after.clone(), now),
            FaultKind::HtmlForJson => busy(edition).respond(request.headers(), now),
            FaultKind::HalfJson => halved(self.answer(edition, request)).respond(request.headers(), now),
            FaultKind::CutBody => cut(&self.answer(edition, request), request.headers(), now),
            FaultKind::Big { length, bytes } => made(None, stream::big(*bytes, *length), now),
            FaultKind::GzipBomb => made(Some("gzip"), stream::gzip_bomb(), now),
            FaultKind::GzipMembers { members } => made(Some("gzip"), stream::gzip_members(*members), now),
            FaultKind::BrotliBomb => made(Some("br"), stream::brotli_bomb(), now),
            FaultKind::Drip { interval_ms } => {
                made(None, stream::drip(Duration::from_millis(*interval_ms)), now)
            }
            FaultKind::Redirect { to } => answer::redirect(to, now),
            FaultKind::Notice { long, varying } => {
                let number = varying.then(|| varying_number(request.uri().path(), now));
                let notice = page::Notice { edition, long: *long, number };
                Answer::html(notice.render(), now).respond(request.headers(), now)
            }
            FaultKind::Stall => stalled(&self.answer(edition, request), request.headers(), now),
            FaultKind::BadGzip => answer::damaged(&self.answer(edition, request), now),
            FaultKind::WrongCharset { charset } => {
                answer::named_otherwise(&self.answer(edition, request), charset, now)
            }
            FaultKind::EmptyBody => {
                let usual = self.answer(edition, request);
                usual.head(None, now).map(|()| stream::whole(Bytes::new()))
            }
            FaultKind::ErrorPage => {
                let page = Answer::status(StatusCode::INTERNAL_SERVER_ERROR);
                Answer { status: StatusCode::OK, ..page }.respond(request.headers(), now)
            }
            FaultKind::RedirectLoop => answer::redirect(&path_of(request), now),
            FaultKind::BlockPage => answer::block_page(now),
            FaultKind::Headers { lines } => answer::with_lines(self.usual(edition, request), lines),
            FaultKind::Login => answer::redirect(LOGIN, now),
            FaultKind::Empty => {
                emptied(edition, self.answer(edition, request)).respond(request.headers(), now)
            }
            _ => self.usual(edition, request),
        }
    }
}

/// Ends the connection instead of an answer. An error alone would end only its stream in HTTP/2.
async fn ended(meter: &Meter, version: Version) -> Ending {
    meter.end();
    if version == Version::HTTP_2 {
        std::future::pending::<()>().await;
    }
    CutOff.into()
}

/// A frame that says that the connection ends, and up to which stream requests were processed: all, or none
/// (RFC 9113, section 6.8).
fn go_away(processed: bool) -> Vec<u8> {
    let last: u32 = if processed { 0x7fff_ffff } else { 0 };
    let head = [0, 0, 8, 7, 0, 0, 0, 0, 0];
    [&head[..], &last.to_be_bytes(), &0_u32.to_be_bytes()].concat()
}

/// Resets the stream as not processed in HTTP/2, and ends the connection in HTTP/1.1.
async fn refused(meter: &Meter, version: Version) -> Ending {
    match version {
        Version::HTTP_2 => h2::Error::from(h2::Reason::REFUSED_STREAM).into(),
        version => ended(meter, version).await,
    }
}

fn asked(edition: Edition, connection: u64, request: &Request<Incoming>) -> RequestHead {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let header = |name: HeaderName| request.headers().get(name).map(|value| text(value.as_bytes()));
    RequestHead {
        edition,
        method: request.method().to_string(),
        path: path_of(request),
        if_none_match: header(IF_NONE_MATCH),
        if_modified_since: header(IF_MODIFIED_SINCE),
        cookie: header(COOKIE),
        authorization: header(AUTHORIZATION),
        user_agent: header(USER_AGENT),
        accept_language: header(ACCEPT_LANGUAGE),
        version: if request.version() == Version::HTTP_2 { "HTTP/2" } else { "HTTP/1.1" },
        connection,
    }
}

/// Path and query as they were sent.
fn path_of(request: &Request<Incoming>) -> String {
    request.uri().path_and_query().map_or_else(String::new, ToString::to_string)
}

fn cookies(request: &Request<Incoming>) -> &str {
    request.headers().get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The page of a site that is being updated. It has no validators.
fn busy(edition: Edition) -> Answer {
    let labels = &lexicon::of(edition).labels;
    let html =
        format!("<!DOCTYPE html><html><body><h1>{}</h1><p>{}</p></body></html>", labels.site, labels.busy);
    Answer { modified: None, ..Answer::html(html, timeline::start()) }
}

/// The number in an advertisement, from the address and the time.
fn varying_number(path: &str, now: Timestamp) -> u64 {
    SeededRandom::new(path, &[now.as_second().unsigned_abs()]).between(10_000, 99_999)
}

/// The same document without content.
fn emptied(edition: Edition, answer: Answer) -> Answer {
    let nothing = if answer.kind == JSON { "[]".to_owned() } else { page::empty(edition) };
    Answer { content: nothing.into(), ..answer }
}

/// The first half of the content, with validators of its own.
fn halved(answer: Answer) -> Answer {
    let half = answer.content.slice(..answer.content.len() / 2);
    Answer { content: half, ..answer }
}

fn cut(answer: &Answer, asked: &HeaderMap, now: Timestamp) -> Response<SiteBody> {
    let (content, encoding) = answer.encoded(asked);
    answer.head(encoding, now).map(|()| stream::cut(&content))
}

fn stalled(answer: &Answer, asked: &HeaderMap, now: Timestamp) -> Response<SiteBody> {
    let (content, encoding) = answer.encoded(asked);
    answer.head(encoding, now).map(|()| stream::stalled(&content))
}

/// A body that is made while it is sent, under the head of a page.
fn made(encoding: Option<&'static str>, body: SiteBody, now: Timestamp) -> Response<SiteBody> {
    Answer::html(String::new(), now).head(encoding, now).map(|()| body)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
