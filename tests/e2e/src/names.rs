//! A name server under the hand of a test, and a practice site that is found by a name.

use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

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
}

/// A name server that gives the same answer for every name. Tests set the answer.
pub struct HandNames {
    answer: Mutex<NameAnswer>,
    changed: Condvar,
}

impl HandNames {
    /// A name server that answers with these addresses.
    pub fn of(addresses: &[&str]) -> Arc<Self> {
        Arc::new(Self { answer: Mutex::new(found(addresses)), changed: Condvar::new() })
    }

    /// Answers with these addresses from now on.
    pub fn find(&self, addresses: &[&str]) {
        self.set(found(addresses));
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

    fn set(&self, answer: NameAnswer) {
        *self.answer() = answer;
        self.changed.notify_all();
    }

    fn answer(&self) -> MutexGuard<'_, NameAnswer> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names for HandNames {
    fn look_up(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let is_silent = |answer: &mut NameAnswer| matches!(answer, NameAnswer::Silence);
        let answer = self.changed.wait_while(self.answer(), is_silent);
        match answer.unwrap_or_else(PoisonError::into_inner).clone() {
            NameAnswer::Addresses(addresses) => Ok(addresses),
            NameAnswer::NoNetwork => Err(io::ErrorKind::NetworkUnreachable.into()),
            NameAnswer::NoSuchName | NameAnswer::Silence => Err(io::Error::other("no such name")),
        }
    }
}

fn found(addresses: &[&str]) -> NameAnswer {
    let parsed = addresses.iter().map(|address| address.parse().expect("an address of IP"));
    NameAnswer::Addresses(parsed.collect())
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
