//! How a client reaches the network: its name, its proxy, the certificates that it trusts, and the transport
//! of the host, if there is one.

use std::sync::Arc;

use reqwest::header::HeaderValue;

use super::names::Names;
use super::renewal::Renewal;
use super::tls;
use crate::error::{Error, Result};
use crate::model::{Proxy, Transport};

/// The settings of the network that all requests of a client share.
pub(crate) struct Network {
    /// The value of `User-Agent`.
    pub(crate) user_agent: String,
    /// The proxy of all requests; `None` for that of the environment, if it names one.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) extra_roots_pem: Vec<String>,
    /// Whether the extra roots alone are trusted.
    pub(crate) only_extra_roots: bool,
    /// The HTTP stack of the host; `None` for our own.
    pub(crate) transport: Option<Arc<dyn Transport>>,
    /// What knows the addresses of names.
    pub(crate) names: Arc<dyn Names>,
    pub(crate) renewal: Renewal,
}

impl Network {
    /// # Errors
    /// [`Error::BadArgument`] if a setting cannot be used.
    pub(crate) fn checked(self) -> Result<Self> {
        self.agent()?;
        self.proxy()?;
        self.check_transport()?;
        tls::check_roots(&self.extra_roots_pem, self.only_extra_roots)?;
        Ok(self)
    }

    /// A setting that a transport would not see is refused: without it requests would pass by the proxy, or
    /// trust more.
    fn check_transport(&self) -> Result<()> {
        let has_own = self.proxy.is_some() || !self.extra_roots_pem.is_empty() || self.only_extra_roots;
        match self.transport.is_some() && has_own {
            true => {
                Err(Error::bad_argument("a transport has its own proxy and trust: give it these settings"))
            }
            false => Ok(()),
        }
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
