//! Tests of zones by name.

use super::super::zone::database;
use super::*;

/// A zone file in Android's format, with one zone that is always nine hours east of UTC.
fn zones_of_android(name: &str) -> Vec<u8> {
    let zone =
        [zone_header(), ALWAYS_UTC.to_vec(), zone_header(), ALWAYS_UTC.to_vec(), b"\nNINE-9\n".to_vec()];
    let zone = zone.concat();
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let (index, data) = (24, 24 + 52);
    let mut entry = name.as_bytes().to_vec();
    entry.resize(40, 0);
    [b"tzdata2026a\0".to_vec(), words(&[index, data, 0]), entry, words(&[0, zone.len() as u32, 0]), zone]
        .concat()
}

/// The header of a TZif block with one type of time. Its name has four letters, including the zero at its
/// end.
fn zone_header() -> Vec<u8> {
    let counts = [0_u32, 0, 0, 0, 1, 4].into_iter().flat_map(u32::to_be_bytes);
    b"TZif2".iter().copied().chain([0; 15]).chain(counts).collect()
}

/// A type of time without an offset, and its name.
const ALWAYS_UTC: &[u8] = b"\0\0\0\0\0\0UTC\0";

/// Seen: Android has no folder of zones, so every zone except UTC and Tehran's was refused.
#[test]
fn zones_are_read_from_the_file_that_android_updates() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tzdata");
    std::fs::write(&file, zones_of_android("Asia/Kabul")).unwrap();

    let zone = database(file.to_str().unwrap()).get("Asia/Kabul").unwrap();

    assert_eq!(zone.to_datetime(jiff::Timestamp::UNIX_EPOCH).to_string(), "1970-01-01T09:00:00");
}

#[test]
fn zones_are_those_of_the_system_if_there_is_no_such_file() {
    let zone = database("/no/such/file").get("Asia/Kabul").unwrap();

    assert_eq!(zone.to_datetime(jiff::Timestamp::UNIX_EPOCH).to_string(), "1970-01-01T04:30:00");
}

#[test]
fn an_unknown_zone_is_refused_with_a_message() {
    for name in ["Tehran", "Asia/Nowhere", "+03:30", "UTC+3", "GMT+03:30", "../Asia/Kabul", ""] {
        let error = name.parse::<Zone>().unwrap_err().to_string();

        assert_eq!(error, format!("`{name}` is no time zone that this device knows"));
    }
}
