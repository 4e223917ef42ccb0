//! The cost of one request on the wire, and who answered in its host's place.

use std::net::IpAddr;

/// Counts what was sent and received for one request, whether it succeeded or not.
///
/// Heads count as HTTP/1.1 sends them. Left out are TLS, the packed heads and the frames of HTTP/2, the sizes
/// between the pieces of a chunked body, and what a proxy takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wire {
    requests: u32,
    bodies: u64,
    heads: u64,
    blocked_by: Option<IpAddr>,
}

impl Wire {
    /// Whether a request was sent, or at least a connection was attempted.
    pub(crate) fn was_used(&self) -> bool {
        self.requests > 0
    }

    /// The size of all bodies, compressed, in bytes. Bodies of redirects and errors count, and so do bodies
    /// that failed midway.
    pub(crate) fn bytes(&self) -> u64 {
        self.bodies
    }

    /// The size of all heads and bodies, both ways, in bytes.
    pub(crate) fn whole_bytes(&self) -> u64 {
        self.heads.saturating_add(self.bodies)
    }

    /// The address at which a page came last that only networks show which block a site.
    pub(crate) fn take_blocked_by(&mut self) -> Option<IpAddr> {
        self.blocked_by.take()
    }

    pub(super) fn note_blocked_by(&mut self, ip: IpAddr) {
        self.blocked_by = Some(ip);
    }

    /// Counts a request with a head of this size.
    pub(super) fn sent(&mut self, head: u64) {
        self.requests += 1;
        self.heads += head;
    }

    /// Takes back the head of a request, because no connection was made for it.
    pub(super) fn never_sent(&mut self, head: u64) {
        self.heads = self.heads.saturating_sub(head);
    }

    pub(super) fn received_head(&mut self, head: u64) {
        self.heads += head;
    }

    pub(super) fn received(&mut self, piece: &[u8]) {
        self.bodies += piece.len() as u64;
    }
}
