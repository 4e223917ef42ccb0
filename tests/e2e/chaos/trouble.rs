//! The troubles: what may go wrong between a client and its site.

use std::time::Duration;

use ifilm_site::FaultKind;

/// How a trouble is made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause {
    /// Some answers of the site are wrong.
    Answer(fn() -> FaultKind),
    /// Like `Answer`, but each of them lasts until a limit of the client.
    Slow(fn() -> FaultKind),
    /// A 304 for something that the client does not have.
    NothingHere,
    /// The site has a certificate that must not be trusted.
    Certificate(fn() -> FaultKind),
    /// The catalogue has an address at which nobody listens.
    Refused,
    /// The catalogue has a name that does not exist.
    UnknownName,
    /// The name server of the client answers badly.
    Names(NameServer),
    /// The clock of the client is wrong by so many hours.
    Clock(i64),
}

/// What is wrong with a name server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameServer {
    /// It answers later than the client waits for it.
    Slow,
    /// It knows no name, or there is none.
    Dead,
    /// It gives the address of somebody who answers with a page of a block.
    Lying,
}

/// A trouble and its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trouble {
    pub(crate) name: &'static str,
    pub(crate) cause: Cause,
}

const fn answer(name: &'static str, kind: fn() -> FaultKind) -> Trouble {
    Trouble { name, cause: Cause::Answer(kind) }
}

const fn of(name: &'static str, cause: Cause) -> Trouble {
    Trouble { name, cause }
}

pub(crate) const TROUBLES: &[Trouble] = &[
    answer("block page", || FaultKind::BlockPage),
    answer("cut", || FaultKind::CutBody),
    answer("cut head", || FaultKind::CutHead),
    of("stall", Cause::Slow(|| FaultKind::Stall)),
    of("drip", Cause::Slow(|| FaultKind::Drip { interval_ms: 20 })),
    answer("truncated", || FaultKind::HalfJson),
    answer("announced too long", || FaultKind::WrongLength { longer: true }),
    answer("announced too short", || FaultKind::WrongLength { longer: false }),
    answer("bad gzip", || FaultKind::BadGzip),
    answer("wrong charset", || FaultKind::WrongCharset { charset: "windows-1256".to_owned() }),
    answer("reset", || FaultKind::Reset),
    answer("closed unanswered", || FaultKind::Refuse),
    of("refused", Cause::Refused),
    of("unknown name", Cause::UnknownName),
    of("slow name server", Cause::Names(NameServer::Slow)),
    of("dead name server", Cause::Names(NameServer::Dead)),
    of("lying name server", Cause::Names(NameServer::Lying)),
    of("expired certificate", Cause::Certificate(|| FaultKind::ExpiredCertificate)),
    of("certificate of another name", Cause::Certificate(|| FaultKind::WrongName)),
    answer("redirect loop", || FaultKind::RedirectLoop),
    of("304 without a body here", Cause::NothingHere),
    answer("empty 200", || FaultKind::EmptyBody),
    answer("error page with 200", || FaultKind::ErrorPage),
    answer("another page with 200", || FaultKind::HtmlForJson),
    of("clock two days ahead", Cause::Clock(48)),
    of("clock two days behind", Cause::Clock(-48)),
];

/// After this time everything that failed is due.
pub(crate) const LATER: Duration = Duration::from_secs(26 * 3_600);

impl Trouble {
    /// How long it takes until everything is due. A wait that a clock ahead stored lasts two days longer.
    pub(crate) fn later(self) -> Duration {
        match self.cause {
            Cause::Clock(hours) => LATER + Duration::from_secs(3_600 * hours.max(0).unsigned_abs()),
            _ => LATER,
        }
    }

    pub(crate) fn needs_tls(self) -> bool {
        matches!(self.cause, Cause::Certificate(_))
    }

    /// Whether the client must find its site by a name.
    pub(crate) fn needs_names(self) -> bool {
        matches!(self.cause, Cause::Names(_))
    }

    /// Whether a page without a text came, for which less is done than for one that did not come.
    pub(crate) fn leaves_no_text(self) -> bool {
        matches!(self.name, "empty 200" | "error page with 200" | "another page with 200")
    }

    pub(crate) fn is_slow(self) -> bool {
        matches!(self.cause, Cause::Slow(_))
    }
}
