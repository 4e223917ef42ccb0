//! One request within its scope, with its redirects.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{COOKIE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use tokio::time::timeout;
use url::Url;

use super::answer::{Answer, Fetched, ForNext};
use super::charset::charset;
use super::connection::{was_closed, was_not_processed, with_new_connection_flag};
use super::cookie::Jar;
use super::date::http_date;
use super::deadline::Deadline;
use super::enough::Enough;
use super::freshness::not_before;
use super::gates::Turn;
use super::host_signs::Signs;
use super::known_addresses::KnownAddresses;
use super::meter::Meter;
use super::names::has_route;
use super::politeness::Politeness;
use super::pool::{Pool, Pools};
use super::public::is_at_private;
use super::redirect::{is_permanent, target};
use super::scope::Scope;
use super::sender::{Cause, Outgoing};
use super::sign::{BEGINNING, CertificateFault, Sign, is_secure};
use super::validators::{conditions, of_answer};

use super::{body, failure, head};
use crate::catalog::EditionEntry;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Limits, Validators};

const MOST_REDIRECTS: usize = 10;

/// A request that waits longer for its host holds no data that others may need.
const SOON: Duration = Duration::from_millis(100);

/// What a request is sent with.
pub(super) struct Tools<'a> {
    pub(super) pools: &'a Pools,
    pub(super) scope: &'a Scope,
    pub(super) edition: Option<&'a EditionEntry>,
    pub(super) limits: &'a Limits,
    pub(super) politeness: &'a Politeness,
    pub(super) clock: &'a SharedClock,
    pub(super) signs: &'a Signs,
    pub(super) addresses: &'a KnownAddresses,
    /// Whether the beginning of a body shows that a network answered in place of the host.
    pub(super) is_block_page: fn(&[u8]) -> bool,
    /// Whether the beginning of a body is enough.
    pub(super) enough: Option<Enough>,
}

/// One request within its scope.
pub(super) struct Exchange<'a> {
    tools: Tools<'a>,
    meter: Meter<'a>,
    deadline: Deadline,
    cookies: Jar,
    /// What it was sent with. It is in use until the answer has been read.
    _pool: Option<Arc<Pool>>,
}

/// An answer that is no redirect. It holds the turn at its host until its body has been read.
struct Arrived {
    address: Url,
    /// Its address, if there were redirects and all of them were permanent.
    moved_to: Option<Url>,
    response: Response,
    _turn: Turn,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(tools: Tools<'a>, meter: Meter<'a>) -> Self {
        let deadline = Deadline::of(tools.limits.total);
        Self { tools, meter, deadline, cookies: Jar::default(), _pool: None }
    }

    /// Sends the request. If the host refuses a conditional request, retries once without validators, because
    /// the validators may be what it refuses.
    pub(super) async fn run(mut self, address: &Url, known: &Validators) -> Result<Fetched> {
        let conditions = conditions(known);
        let bare = HeaderMap::new();
        match self.ask(address, &conditions).await {
            Err(Error::Refused { status: 400 | 412 | 431, retry_at: None, .. }) if !conditions.is_empty() => {
                self.ask(address, &bare).await
            }
            outcome => outcome,
        }
    }

    async fn ask(&mut self, address: &Url, conditions: &HeaderMap) -> Result<Fetched> {
        let arrived = self.follow(address, conditions).await?;
        self.note_arrival(&arrived);
        match arrived.response.status() {
            StatusCode::NOT_MODIFIED if !conditions.is_empty() => {
                let for_next = self.for_next(&arrived);
                body::end(arrived.response, &mut self.meter).await;
                Ok(Fetched::Unchanged(for_next))
            }
            StatusCode::NOT_MODIFIED => Err(Error::Unreadable {
                what: arrived.address.to_string(),
                reason: "it says that nothing changed, but was not asked that".to_owned(),
            }),
            status if status.is_success() => self.read(arrived).await.map(Fetched::Changed),
            _ => Err(self.refusal(arrived).await),
        }
    }

    /// Notes what an answer shows about its host, and at which address it answered.
    fn note_arrival(&self, arrived: &Arrived) {
        let Arrived { address, moved_to: _, response, _turn } = arrived;
        let Tools { signs, addresses, clock, .. } = &self.tools;
        let date = response.headers().get(DATE).and_then(|date| http_date(date.to_str().ok()?, clock.now()));
        signs.note_date(address, date);
        if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
            signs.came(address);
            if let (Some(host), Some(at)) = (address.host_str(), response.remote_addr()) {
                addresses.worked(host, at.ip(), is_secure(address));
            }
        }
    }

    /// Sends the request and follows redirects within the scope. Waits for a turn at each host.
    async fn follow(&mut self, address: &Url, conditions: &HeaderMap) -> Result<Arrived> {
        let mut address = address.clone();
        let (mut is_moved, mut are_permanent) = (false, true);
        for _ in 0..=MOST_REDIRECTS {
            let Tools { politeness, clock, .. } = self.tools;
            let turn = self.wait_for(&address, politeness.turn(&address, || clock.now())).await?;
            let (response, turn) = self.send(&address, conditions, turn).await?;
            let Some(next) = target(&address, response.status(), response.headers())? else {
                let moved_to = (is_moved && are_permanent).then(|| address.clone());
                return Ok(Arrived { address, moved_to, response, _turn: turn });
            };
            are_permanent &= is_permanent(response.status());
            is_moved = true;
            self.cookies.take(&address, response.headers(), self.tools.clock.now());
            let answered = response.remote_addr();
            body::beginning(response, &mut self.meter).await;
            self.check_redirect(&address, &next, answered)?;
            address = next;
        }
        Err(Error::ForbiddenAddress { address: address.to_string(), reason: "it redirects without end" })
    }

    /// Waits for a turn at a host. If that takes longer than [`SOON`], other hosts may have the share of the
    /// data meanwhile. Whoever has a turn may wait for that share, so keeping it could make both wait for
    /// ever.
    async fn wait_for(&mut self, address: &Url, turn: impl Future<Output = Result<Turn>>) -> Result<Turn> {
        let mut turn = pin!(turn);
        if let Ok(turn) = timeout(SOON, &mut turn).await {
            return turn;
        }
        self.meter.pause();
        let turn = turn.await?;
        self.meter.resume(address).await?;
        turn.began_now();
        Ok(turn)
    }

    /// A site on the internet does not lead to a private address. Networks that block it do.
    fn check_redirect(&mut self, from: &Url, to: &Url, answered: Option<SocketAddr>) -> Result<()> {
        let checked = self.tools.scope.check_redirect(from, to);
        if checked.is_err() {
            let (is_from_private, is_secure) = (is_at_private(from), is_secure(from));
            self.tools.signs.note(from, Sign::LedAway { to: to.clone(), is_from_private, is_secure });
            if let Some(answered) = answered.filter(|_| is_at_private(to) && !is_secure) {
                self.meter.note_blocked_by(answered.ip());
            }
        }
        checked
    }

    /// Sends the request. Retries once if a reused connection turned out to be closed, or if a server of
    /// HTTP/2 said that it did not process the request. If a new connection fails otherwise, there is no
    /// retry.
    async fn send(&mut self, address: &Url, conditions: &HeaderMap, turn: Turn) -> Result<(Response, Turn)> {
        let (sent, is_new) = self.send_within(address, conditions, &turn).await?;
        let (sent, turn) = match sent {
            Err(cause) if was_not_processed(&*cause) || (!is_new && was_closed(&*cause)) => {
                let Tools { politeness, clock, .. } = self.tools;
                let turn = politeness.turn_again(turn, address, || clock.now());
                let turn = self.wait_for(address, turn).await?;
                (self.send_within(address, conditions, &turn).await?.0, turn)
            }
            sent => (sent, turn),
        };
        let response = sent.map_err(|cause| {
            self.note_failure(address, Sign::of_request(&*cause, has_route));
            failure::of_request(address, self.tools.limits, &*cause)
        })?;
        head::check(address, &response, self.tools.limits)?;
        Ok((response, turn))
    }

    /// Sends the request once. Also returns whether a connection was made for it. Then the spacing counts
    /// from its answer.
    ///
    /// # Errors
    /// [`Error::TimedOut`]. All other failures are in the inner result.
    async fn send_within(
        &mut self,
        address: &Url,
        conditions: &HeaderMap,
        turn: &Turn,
    ) -> Result<(Result<Response, Cause>, bool)> {
        let (sent, is_new) = with_new_connection_flag(self.send_once(address, conditions)).await;
        if is_new {
            turn.began_now();
        }
        Ok((sent?, is_new))
    }

    /// The connections for the request. It takes them in its turn, so those who wait for theirs hold none.
    fn take_pool(&mut self) -> Result<Arc<Pool>> {
        let pool = self.tools.pools.of(self.tools.scope, self.tools.edition)?;
        self._pool = Some(Arc::clone(&pool));
        Ok(pool)
    }

    async fn send_once(&mut self, address: &Url, conditions: &HeaderMap) -> Result<Result<Response, Cause>> {
        let mut headers = conditions.clone();
        if let Some(cookies) = self.cookies.header(address) {
            headers.insert(COOKIE, cookies);
        }
        let (pool, idle) = (self.take_pool()?, self.tools.limits.idle);
        let head = head::of_request(address, [&pool.headers, &headers]);
        let left = self.deadline.left();
        let outgoing = Outgoing { address, shared: &pool.headers, headers, limits: self.tools.limits, left };
        self.meter.send(address, head).await?;
        let sending = async { within(idle, address, pool.sender.send(outgoing)).await? };
        let sent = self.deadline.run_within(address, sending).await;
        let sent = sent.inspect_err(|error| {
            if matches!(error, Error::TimedOut { .. }) {
                self.note_failure(address, Sign::Silent);
            }
        })?;
        match &sent {
            Ok(response) => self.meter.received_head(head::of_answer(response)),
            Err(cause) if failure::is_before_sending(&**cause) => self.meter.never_sent(head),
            Err(_) => {}
        }
        Ok(sent)
    }

    fn for_next(&self, arrived: &Arrived) -> ForNext {
        let not_before = not_before(arrived.response.headers(), self.tools.clock.now());
        ForNext { not_before, moved_to: arrived.moved_to.clone() }
    }

    fn note_failure(&self, address: &Url, sign: Sign) {
        let Tools { signs, addresses, .. } = self.tools;
        let host = address.host_str().unwrap_or_default();
        if sign == Sign::Certificate(CertificateFault::Other) && addresses.leads_elsewhere(host) {
            signs.note(address, Sign::ForeignName);
        }
        signs.note(address, sign);
        let name_fault = addresses.failed(host);
        if let Some(sign) = name_fault.and_then(Sign::of_name) {
            signs.note(address, sign);
        }
    }

    async fn read(&mut self, arrived: Arrived) -> Result<Answer> {
        let for_next = self.for_next(&arrived);
        let Arrived { address, moved_to: _, response, _turn } = arrived;
        let (validators, charset) = (of_answer(response.headers()), charset(response.headers()));
        let (before, from) = (self.meter.body_bytes(), response.remote_addr());
        let Tools { limits, enough, .. } = self.tools;
        let read = body::read(&address, response, limits, enough, &mut self.meter);
        let bytes = self.deadline.run_within(&address, read).await?;
        self.is_of_network(bytes.get(..BEGINNING).unwrap_or(&bytes), from);
        let wire_bytes = self.meter.body_bytes().saturating_sub(before);
        Ok(Answer { bytes: bytes.into(), charset, address, validators, for_next, wire_bytes })
    }

    /// Whether the beginning of a body shows that a network answered in place of the host. Notes where.
    fn is_of_network(&mut self, beginning: &[u8], from: Option<SocketAddr>) -> bool {
        let is_of_network = (self.tools.is_block_page)(beginning);
        if let Some(from) = from.filter(|_| is_of_network) {
            self.meter.note_blocked_by(from.ip());
        }
        is_of_network
    }

    /// The error for a status that is neither success nor redirect. If the answer has a `Retry-After`, no
    /// request is sent to its host until then. That of a network in the way says nothing of the host.
    async fn refusal(&mut self, arrived: Arrived) -> Error {
        let Arrived { address, moved_to: _, response, _turn } = arrived;
        let now = self.tools.clock.now();
        let (status, from) = (response.status(), response.remote_addr());
        let mut headers = response.headers().clone();
        let beginning = body::beginning(response, &mut self.meter).await;
        if self.is_of_network(&beginning, from) || status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED {
            headers.remove(RETRY_AFTER);
        }
        let error = failure::of_status(&address, status, &headers, now);
        self.tools.politeness.note(address.authority(), &error, now);
        if let Error::Refused { status, .. } = error {
            let is_secure = is_secure(&address);
            self.tools.signs.note(&address, Sign::Refused { status, beginning, is_secure });
        }
        error
    }
}

/// Runs some work with a time limit.
async fn within<T>(limit: Duration, address: &Url, work: impl Future<Output = T>) -> Result<T> {
    timeout(limit, work).await.map_err(|_| Error::TimedOut { address: address.to_string(), limit })
}
