//! A name server under the hand of a test, and a practice site that is found by a name.

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ifilm_core::Config;
use ifilm_core::testing::Names;

/// The name of the practice site in these tests. It exists nowhere else.
pub const NAME: &str = "practice.invalid";

/// What the name server answers.
#[derive(Debug, Clone)]
enum NameAnswer {
    Addresses(Vec<IpAddr>),
    NoSuchName,
    NoNetwork,
    /// Nothing, until another answer is set.
    Silence,
    /// The addresses after this time, or as soon as another answer is set.
    Late(Duration, Vec<IpAddr>),
}

/// A name server that knows [`NAME`] alone. Tests set its answer.
pub struct HandNames {
    answer: Mutex<NameAnswer>,
    changed: Condvar,
    /// How often it was asked for the name.
    asked: AtomicU64,
}

impl HandNames {
    /// A name server that answers with these addresses.
    pub fn of(addresses: &[&str]) -> Arc<Self> {
        let (answer, changed) = (Mutex::new(NameAnswer::Addresses(parsed(addresses))), Condvar::new());
        Arc::new(Self { answer, changed, asked: AtomicU64::new(0) })
    }

    /// Answers with these addresses from now on.
    pub fn find(&self, addresses: &[&str]) {
        self.set(NameAnswer::Addresses(parsed(addresses)));
    }

    /// Answers with these addresses from now on, but so late.
    pub fn find_late(&self, by: Duration, addresses: &[&str]) {
        self.set(NameAnswer::Late(by, parsed(addresses)));
    }

    /// Knows no name from now on.
    pub fn know_nothing(&self) {
        self.set(NameAnswer::NoSuchName);
    }

    /// There is no network from now on.
    pub fn lose_network(&self) {
        self.set(NameAnswer::NoNetwork);
    }

    /// Answers nothing until another answer is set.
    pub fn be_silent(&self) {
        self.set(NameAnswer::Silence);
    }

    /// How often it was asked for the name until now.
    pub fn asked(&self) -> u64 {
        self.asked.load(Relaxed)
    }

    fn set(&self, answer: NameAnswer) {
        *self.answer() = answer;
        self.changed.notify_all();
    }

    fn answer(&self) -> MutexGuard<'_, NameAnswer> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names for HandNames {
    fn look_up(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        if name != NAME {
            return Err(no_such_name());
        }
        self.asked.fetch_add(1, Relaxed);
        let mut answer = self.answer();
        if let NameAnswer::Late(by, _) = *answer {
            let is_late = |answer: &mut NameAnswer| matches!(answer, NameAnswer::Late(..));
            let waited = self.changed.wait_timeout_while(answer, by, is_late);
            answer = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let is_silent = |answer: &mut NameAnswer| matches!(answer, NameAnswer::Silence);
        let answer = self.changed.wait_while(answer, is_silent);
        match answer.unwrap_or_else(PoisonError::into_inner).clone() {
            NameAnswer::Addresses(addresses) | NameAnswer::Late(_, addresses) => Ok(addresses),
            NameAnswer::NoNetwork => Err(io::ErrorKind::NetworkUnreachable.into()),
            NameAnswer::NoSuchName | NameAnswer::Silence => Err(no_such_name()),
        }
    }
}

fn no_such_name() -> io::Error {
    io::Error::other("no such name")
}

fn parsed(addresses: &[&str]) -> Vec<IpAddr> {
    addresses.iter().map(|address| address.parse().expect("an address of IP")).collect()
}

/// Gives the site the name [`NAME`], which these names know, instead of its address. Its certificates stay
/// those of `localhost`.
pub fn named(config: &mut Config, names: &Arc<HandNames>) {
    let named = |text: &str| text.replace("127.0.0.1", NAME);
    for edition in &mut config.catalog.editions {
        for base in &mut edition.bases {
            *base = named(base.as_str()).parse().expect("a base address");
        }
    }
    for host in &mut config.catalog.hosts {
        host.host = named(&host.host);
        host.certificate_name = Some("localhost".to_owned());
    }
    config.names = Arc::<HandNames>::clone(names);
}
