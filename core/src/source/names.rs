//! What knows the addresses of names: the system's resolver, or one that a test supplies.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, UdpSocket};

/// Knows the addresses of names.
pub trait Names: Send + Sync {
    /// The addresses of a name, the preferred one first. It may block.
    ///
    /// # Errors
    /// Of the kind [`NetworkUnreachable`](io::ErrorKind::NetworkUnreachable) if there is no network at all.
    fn look_up(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's resolver.
pub(crate) struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let found = (name, 0).to_socket_addrs();
        found.map(|found| found.map(|address| address.ip()).collect()).map_err(|cause| match has_route() {
            true => cause,
            false => io::Error::new(io::ErrorKind::NetworkUnreachable, cause),
        })
    }
}

/// Addresses of the public internet that belong to nobody in particular (the well-known names of two root
/// servers). Nothing is sent to them.
const V4: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 41, 0, 4));
const V6: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0x503, 0xba3e, 0, 0, 0, 2, 0x30));

/// Whether the system knows a way to the internet. It asks the routing table alone: connecting a socket of
/// UDP sends nothing.
pub(super) fn has_route() -> bool {
    let unspecified: [(IpAddr, IpAddr); 2] =
        [(Ipv4Addr::UNSPECIFIED.into(), V4), (Ipv6Addr::UNSPECIFIED.into(), V6)];
    unspecified.into_iter().any(|(own, other)| {
        let socket = UdpSocket::bind(SocketAddr::new(own, 0));
        socket.is_ok_and(|socket| socket.connect(SocketAddr::new(other, 53)).is_ok())
    })
}
