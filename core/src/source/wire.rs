//! What one request cost on the wire.

/// Counts what was sent and received for one request, whatever came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wire {
    requests: u32,
    bytes: u64,
}

impl Wire {
    /// Whether a request was sent, or at least a connection tried.
    pub(crate) fn was_used(&self) -> bool {
        self.requests > 0
    }

    /// Bytes of all bodies, compressed: those of redirects and errors, and those before a failure, too.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn sent(&mut self) {
        self.requests += 1;
    }

    pub(super) fn received(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
    }
}
