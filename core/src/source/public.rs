//! Which addresses belong to the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// The addresses that cannot be reached from everywhere, from IANA's registry of special addresses (RFC
/// 6890).
const SPECIAL_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The range of global IPv6 addresses (RFC 4291). All others are local, multicast or reserved.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// The special addresses in that range: protocols such as Teredo, and two ranges for documentation.
const SPECIAL_V6: [(Ipv6Addr, u32); 3] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether the host of an address is written as a private address of IP.
pub(crate) fn is_at_private(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => !is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public(ip.into()),
        Some(Host::Domain(_)) | None => false,
    }
}

/// Whether an address belongs to the public internet. For an IPv6 address that embeds an IPv4 address, the
/// IPv4 address decides. Networks without IPv4 use such addresses to reach the public internet, but a
/// translator would also reach private addresses.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !SPECIAL_V4.iter().any(|range| holds_v4(*range, ip)),
        IpAddr::V6(ip) => match embedded_ipv4(ip) {
            Some(embedded) => is_public(embedded.into()),
            None => holds_v6(GLOBAL_V6, ip) && !SPECIAL_V6.iter().any(|range| holds_v6(*range, ip)),
        },
    }
}

/// The IPv4 address embedded in an IPv6 address: mapped (`::ffff:`), translated (`::ffff:0:` of RFC 2765,
/// `64:ff9b::` of RFC 6052), 6to4 (`2002:` of RFC 3056), or at the end of an ISATAP address (RFC 5214).
fn embedded_ipv4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, a, b] | [0, 0, 0, 0, 0xffff, 0, a, b] => Some(v4(a, b)),
        [0x64, 0xff9b, 0, 0, 0, 0, a, b] => Some(v4(a, b)),
        [0x2002, a, b, ..] => Some(v4(a, b)),
        [_, _, _, _, 0 | 0x200, 0x5efe, a, b] => Some(v4(a, b)),
        _ => None,
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

fn holds_v4((range, length): (Ipv4Addr, u32), ip: Ipv4Addr) -> bool {
    (range.to_bits() ^ ip.to_bits()).leading_zeros() >= length
}

fn holds_v6((range, length): (Ipv6Addr, u32), ip: Ipv6Addr) -> bool {
    (range.to_bits() ^ ip.to_bits()).leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_public(addresses: &[&str], expected: bool) {
        for address in addresses {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn only_the_public_internet_is_public() {
        are_public(&["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.9", "169.254.1.1"], false);
        are_public(&["172.16.0.1", "172.31.255.255", "192.168.0.9", "192.0.0.8", "192.0.2.1"], false);
        are_public(&["198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1"], false);
        are_public(&["240.0.0.1", "255.255.255.255", "192.88.99.1"], false);
        are_public(&["::", "::1", "fc00::1", "fd00::1", "fe80::1", "fec0::1", "feff::1", "ff02::1"], false);
        are_public(&["2001:db8::1", "2001::1", "3fff::1", "100::1", "5f00::1", "64:ff9b:1::1"], false);

        are_public(&["8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.1"], true);
        are_public(&["2606:4700::1111", "2a00:1450::1", "2001:4860:4860::8888", "2001:200::1"], true);
    }

    /// Seen: 64:ff9b::/96, 2002::/16 and `::a.b.c.d` passed with any embedded address.
    #[test]
    fn the_embedded_ipv4_address_decides() {
        are_public(&["::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1"], false);
        are_public(&["64:ff9b::192.168.1.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::", "2002:a00:1::1"], false);
        are_public(&["::10.0.0.1", "::8.8.8.8", "2606:4700::5efe:10.0.0.1"], false);

        are_public(
            &["::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2606:4700::5efe:8.8.8.8"],
            true,
        );
    }
}
