//! How a client reaches the network: its name, its proxy, and the certificates that it trusts.

use reqwest::header::HeaderValue;

use super::tls;
use crate::error::{Error, Result};
use crate::model::Proxy;

/// The settings of the network that all requests of a client share.
pub(crate) struct Network {
    /// The value of `User-Agent`.
    pub(crate) user_agent: String,
    /// The proxy of all requests; `None` for that of the environment, if it names one.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) extra_roots_pem: Vec<String>,
    /// Whether the extra roots alone are trusted.
    pub(crate) only_extra_roots: bool,
}

impl Network {
    /// # Errors
    /// [`Error::BadArgument`] if a setting cannot be used.
    pub(crate) fn checked(self) -> Result<Self> {
        self.agent()?;
        self.proxy()?;
        tls::check_roots(&self.extra_roots_pem, self.only_extra_roots)?;
        Ok(self)
    }

    pub(super) fn agent(&self) -> Result<HeaderValue> {
        let agent = self.user_agent.trim();
        let sendable = agent.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !agent.is_empty();
        let value = sendable.then(|| HeaderValue::from_str(agent).ok()).flatten();
        value.ok_or_else(|| Error::bad_argument("the user agent must be a line of ASCII letters"))
    }

    /// # Errors
    /// [`Error::Internal`]. It never has the address, which may hold a password.
    pub(super) fn proxy(&self) -> Result<Option<reqwest::Proxy>> {
        let made = self.proxy.as_ref().map(|proxy| reqwest::Proxy::all(proxy.address().clone()));
        made.transpose().map_err(|_| Error::Internal("the proxy cannot be used".to_owned()))
    }
}
