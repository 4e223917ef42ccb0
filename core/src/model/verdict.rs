//! What is wrong with the network, as far as one sync can tell.

use serde::Serialize;

/// What is wrong with the network or the site. [`words::verdict`](crate::words::verdict) says it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The device has no way to the site's network: no connection at all.
    NoRoute,
    /// The name of the site leads to no address. There may be no network, too.
    NoName,
    /// The name of the site leads to private addresses alone, so somebody on the way answers wrongly.
    PoisonedName,
    /// A page came that says that the network blocks the site.
    BlockPage,
    /// The network asks a person to log in before it lets anything through.
    CaptivePortal,
    /// The date of the device is wrong, so certificates that are good do not seem so.
    ClockWrong,
    /// The certificate of the site is not trusted.
    Certificate,
    /// The network works as far as we know, and the site does not answer, or says that it has an error.
    SiteDown,
}

impl Verdict {
    /// Every verdict there is.
    pub const ALL: &[Verdict] = &[
        Self::NoRoute,
        Self::NoName,
        Self::PoisonedName,
        Self::BlockPage,
        Self::CaptivePortal,
        Self::ClockWrong,
        Self::Certificate,
        Self::SiteDown,
    ];

    /// The name used in JSON and by the command.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoRoute => "no_route",
            Self::NoName => "no_name",
            Self::PoisonedName => "poisoned_name",
            Self::BlockPage => "block_page",
            Self::CaptivePortal => "captive_portal",
            Self::ClockWrong => "clock_wrong",
            Self::Certificate => "certificate",
            Self::SiteDown => "site_down",
        }
    }
}
