//! A fleet of devices that sync with one site, simulated without sockets, a second at a time. The devices
//! plan with the functions of the core. `docs/fleet.md` says what is modelled, and what came out.

mod chart;
mod client;
mod events;
mod figures;
mod half;
mod newsroom;
mod phone;
mod random;
mod time;
mod traffic;
mod visit;

pub use chart::chart;
pub use events::{Events, Failing, Outage};
pub use figures::{Peak, figures, peaks};
pub use half::Options;
pub use time::{DAY, HOUR, MINUTE};
pub use traffic::{Sums, Traffic, mean, most, p99};

use client::{Scheduled, Timer};

/// What the site sees of devices that plan with the core.
pub fn scheduled(options: Options) -> Traffic {
    half::run::<Scheduled>(options, &Events::of(options.days))
}

/// What the site sees of devices with a timer at each full hour, without validators.
pub fn timed(options: Options) -> Traffic {
    half::run::<Timer>(options, &Events::of(options.days))
}
