//! The practice site: how to start, change and query it.

mod sections;

use std::sync::{Arc, mpsc};
use std::time::Duration;

use jiff::Timestamp;
use tokio::net::TcpSocket;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::SiteError;
use crate::archive::{Archive, Edit, Removal};
use crate::authority::Authority;
use crate::catalog::{self, FileForm, NewsForm};
use crate::config::SiteConfig;
use crate::edition::Edition;
use crate::fault::Fault;
use crate::host::Host;
use crate::listener;
use crate::page;
use crate::request_log::RequestRecord;
use crate::state::State;
use crate::truth::Truth;
use crate::weather::{Weather, WeatherAnswer};

/// A site that listens on loopback until it is dropped, each edition and each mirror on a port of its own.
///
/// It has its own threads, so it can be used from synchronous and asynchronous code alike.
///
/// # Panics
/// Methods that take an edition or an id panic if the site has no such edition or never published the id.
/// Both are mistakes in the test.
pub struct Site {
    state: Arc<State>,
    runtime: Option<Runtime>,
    ports: Vec<(Host, u16)>,
    listeners: Listeners,
}

enum Listeners {
    Open(Vec<JoinHandle<()>>),
    /// Not listening. The ports stay reserved.
    Closed(Vec<(Host, TcpSocket)>),
}

impl Site {
    /// Starts a site on free ports.
    ///
    /// # Errors
    /// [`SiteError::Io`] if the machine gives no port or thread, [`SiteError::Certificate`] if no certificate
    /// can be made.
    pub fn start(config: SiteConfig) -> Result<Self, SiteError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("practice-site")
            .enable_all()
            .build()?;
        let authority = config.tls.then(Authority::new).transpose()?;
        let sockets = reserve_all(Host::all(config.mirrors).map(|host| (host, 0)), config.send_buffer)?;
        let port = |(host, socket): &(Host, TcpSocket)| Ok((*host, socket.local_addr()?.port()));
        let ports = sockets.iter().map(port).collect::<Result<Vec<_>, SiteError>>()?;
        let state = Arc::new(State::new(config, bases(config.tls, &ports), authority));
        let mut site = Self { state, runtime: Some(runtime), ports, listeners: Listeners::Closed(sockets) };
        site.open()?;
        Ok(site)
    }

    /// The address of an edition, without a slash at its end: `http://127.0.0.1:40001`.
    pub fn base(&self, edition: &str) -> String {
        self.state.base(known(edition)).to_owned()
    }

    /// A catalogue with the addresses of this site and its one working listing.
    pub fn catalog_json(&self) -> String {
        self.catalog_json_with(&[self.state.config.news])
    }

    /// A catalogue with these listings to try in order. They need not work here.
    pub fn catalog_json_with(&self, candidates: &[NewsForm]) -> String {
        catalog::json(&self.state.hosts, candidates, FileForm::Two)
    }

    /// A catalogue in which each address of this site, also that of a mirror, is an edition of its own:
    /// `en-0`, `en-1`, …
    pub fn catalog_json_of_hosts(&self) -> String {
        catalog::json_of_hosts(&self.state.hosts, &[self.state.config.news])
    }

    /// The same as [`catalog_json`](Self::catalog_json) in form 1, which clients still read.
    pub fn catalog_json_of_form_1(&self) -> String {
        catalog::json(&self.state.hosts, &[self.state.config.news], FileForm::One)
    }

    /// The root certificate that a client must trust, as PEM; `None` for a site of plain http.
    pub fn ca_pem(&self) -> Option<String> {
        self.state.authority.as_ref().map(|authority| authority.pem.clone())
    }

    /// The seed of all content.
    pub fn seed(&self) -> u64 {
        self.state.config.seed
    }

    /// Whether it has other sections beside the news.
    pub fn serves_sections(&self) -> bool {
        self.state.config.sections.is_some()
    }

    /// Publishes `count` items, dated now. Returns their ids, oldest first.
    pub fn publish(&self, edition: &str, count: u64) -> Vec<u64> {
        let now = self.now();
        self.state.with_archive(known(edition), |archive| archive.publish(count, now))
    }

    /// Changes an article or a programme. Returns the number of its new revision.
    pub fn edit(&self, edition: &str, id: u64, what: Edit) -> u64 {
        let edited = self.try_edit(known(edition), id, what);
        edited.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Removes an article or a programme from the listings. Its page answers 404 or 410 from now on.
    pub fn remove(&self, edition: &str, id: u64, how: Removal) {
        let removed = self.try_remove(known(edition), id, how);
        removed.unwrap_or_else(|error| panic!("{error}"));
    }

    /// The ids of the newest items that were not removed, newest first.
    pub fn newest(&self, edition: &str, count: usize) -> Vec<u64> {
        self.state.with_archive(known(edition), |archive| {
            archive.newest().take(count).map(|item| item.subject.id).collect()
        })
    }

    /// Moves the clock.
    pub fn advance(&self, by: Duration) {
        self.state.advance(by);
    }

    /// The clock: 2024-05-02T09:30:00Z plus all that it was advanced by.
    pub fn now(&self) -> Timestamp {
        self.state.now()
    }

    /// Adds a fault.
    pub fn fault(&self, fault: Fault) {
        self.state.fault(fault);
    }

    /// Ends all faults, and releases held answers.
    pub fn clear_faults(&self) {
        self.state.clear_faults();
    }

    /// How often each fault has struck a request or a handshake, in the order in which the faults were added.
    pub fn strikes(&self) -> Vec<u64> {
        self.state.strikes()
    }

    /// Starts a weather, or ends it. A scripted fault has priority over it.
    pub fn set_weather(&self, weather: impl Into<Option<Weather>>) {
        self.state.set_weather(weather.into());
    }

    /// The answers that weathers gave so far, in order.
    pub fn weather_answers(&self) -> Vec<WeatherAnswer> {
        self.state.weather_answers()
    }

    /// The requests so far, in order.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.state.request_log.records()
    }

    /// Clears the request log. The numbering of requests continues.
    pub fn clear_requests(&self) {
        self.state.request_log.clear();
    }

    /// Runs an action before the k-th request from now is answered; 1 is the next. The action runs on a
    /// thread of the site, and the answer waits for its end.
    pub fn on_request(&self, k: u64, action: impl FnOnce() + Send + 'static) {
        self.state.on_request(k, Box::new(action));
    }

    /// Waits at most a minute until [`FaultKind::Hold`](crate::FaultKind::Hold) holds a request. Returns
    /// `false` if none was held, and returns it at once if no fault holds requests.
    pub fn held(&self) -> bool {
        self.held_within(Duration::from_secs(60))
    }

    pub(crate) fn held_within(&self, limit: Duration) -> bool {
        self.has_hold() && self.state.holding.wait_for_one(limit)
    }

    /// Whether a fault that holds requests was added and not cleared.
    pub(crate) fn has_hold(&self) -> bool {
        self.state.has_hold()
    }

    /// Releases all held requests. Each gets its usual answer.
    pub fn release(&self) {
        self.state.holding.release();
    }

    /// What a perfect parser finds in the page of an item as it is now.
    pub fn truth(&self, edition: &str, id: u64) -> Truth {
        let truth = self.try_truth(known(edition), id);
        truth.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Stops listening and ends all connections. A client that connects is refused; the ports stay reserved.
    pub fn stop(&mut self) {
        if let Listeners::Open(listeners) =
            std::mem::replace(&mut self.listeners, Listeners::Closed(Vec::new()))
        {
            self.await_end(listeners);
            self.listeners = Listeners::Closed(self.reserve().unwrap_or_default());
        }
    }

    /// Listens again, on the same ports and with the same content.
    pub fn restart(&mut self) {
        self.stop();
        self.open().expect("a reserved port can be opened");
    }

    pub(crate) fn try_edit(&self, edition: Edition, id: u64, what: Edit) -> Result<u64, SiteError> {
        let now = self.now();
        if self.is_program(edition, id) {
            return self.state.with_sections(edition, |archive, _| archive.edit(id, what, now))?;
        }
        let revision = self.state.with_archive(edition, |archive| archive.edit(id, what, now))?;
        Ok(revision.number())
    }

    pub(crate) fn try_remove(&self, edition: Edition, id: u64, how: Removal) -> Result<(), SiteError> {
        let now = self.now();
        if self.is_program(edition, id) {
            return self.state.with_sections(edition, |archive, _| archive.remove(id, how, now))?;
        }
        self.state.with_archive(edition, |archive: &mut Archive| archive.remove(id, how, now))
    }

    pub(crate) fn try_truth(&self, edition: Edition, id: u64) -> Result<Truth, SiteError> {
        let item = self.state.with_archive(edition, |archive| archive.known(id))?;
        Ok(page::truth(&item.story()))
    }

    fn open(&mut self) -> Result<(), SiteError> {
        let runtime = self.runtime.as_ref().expect("the runtime lives as long as the site");
        let Listeners::Closed(sockets) = &mut self.listeners else { return Ok(()) };
        let sockets = std::mem::take(sockets);
        let sockets = if sockets.is_empty() { self.reserve()? } else { sockets };
        let _inside = runtime.enter();
        let mut listeners = Vec::new();
        for (host, socket) in sockets {
            let (listener, state) = (listener::open(socket)?, Arc::clone(&self.state));
            listeners.push(runtime.spawn(listener::serve(listener, host, state)));
        }
        self.listeners = Listeners::Open(listeners);
        Ok(())
    }

    fn reserve(&self) -> Result<Vec<(Host, TcpSocket)>, SiteError> {
        reserve_all(self.ports.iter().copied(), self.state.config.send_buffer)
    }

    /// Waits on a channel, because code inside another runtime must not wait on a runtime.
    fn await_end(&self, listeners: Vec<JoinHandle<()>>) {
        let Some(runtime) = &self.runtime else { return };
        let (ended, end) = mpsc::channel::<()>();
        runtime.spawn(async move {
            for listener in listeners {
                listener.abort();
                let _ = listener.await;
            }
            drop(ended);
        });
        let _ = end.recv();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn known(edition: &str) -> Edition {
    edition.parse().unwrap_or_else(|error: SiteError| panic!("{error}"))
}

fn reserve_all(
    ports: impl Iterator<Item = (Host, u16)>,
    send_buffer: Option<u32>,
) -> Result<Vec<(Host, TcpSocket)>, SiteError> {
    ports.map(|(host, port)| Ok((host, listener::reserve(port, send_buffer)?))).collect()
}

fn bases(tls: bool, ports: &[(Host, u16)]) -> Vec<(Host, String)> {
    let scheme = if tls { "https" } else { "http" };
    let base = |(host, port): &(Host, u16)| (*host, format!("{scheme}://127.0.0.1:{port}"));
    ports.iter().map(base).collect()
}
