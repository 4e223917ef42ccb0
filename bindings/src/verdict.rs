//! What is wrong with the network, and the sentences that say it.

use crate::enum_conversion::convert_enum;
use crate::error::{Result, caught};

/// What is wrong with the network or the site, as far as one sync can tell. `verdict_text` says it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
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

#[rustfmt::skip]
convert_enum!(Verdict {
    NoRoute, NoName, PoisonedName, BlockPage, CaptivePortal, ClockWrong, Certificate, SiteDown,
});

/// A sentence for people in the language given, a BCP-47 tag: what is wrong with the network and what to do.
/// In English if no edition has that language.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn verdict_text(verdict: Verdict, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::words::verdict(verdict.into(), &language.parse()?).to_owned()))
}
