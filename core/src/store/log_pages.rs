//! The committed pages in a write-ahead log: <https://sqlite.org/fileformat2.html#walformat>.

use std::collections::BTreeMap;

const HEADER: usize = 32;
const HEADER_OF_FRAME: usize = 24;

/// The magic number of a log. Its last bit says that the checksums take numbers with the high byte first.
const MAGIC: u32 = 0x377F_0682;

/// The pages of a database that its log has, each as the last commit left it.
pub(super) struct LogPages {
    log: Vec<u8>,
    /// Where each page stands in the log, by its number, from 1.
    places: BTreeMap<u32, usize>,
    /// The length of a page in bytes.
    pub(super) length: usize,
    /// How many pages the database has after the last commit.
    pub(super) count: u32,
}

impl LogPages {
    /// Reads a log; `None` if it has no commit.
    pub(super) fn of(log: Vec<u8>) -> Option<Self> {
        let header = Header::of(&log)?;
        let (mut places, mut count) = (BTreeMap::new(), 0);
        let (mut sum, mut uncommitted) = (header.sum, Vec::new());
        let frame_length = HEADER_OF_FRAME + header.page_length;
        for (number, frame) in log.get(HEADER..)?.chunks_exact(frame_length).enumerate() {
            let Some(frame) = Frame::of(frame, &header, &mut sum) else { break };
            uncommitted.push((frame.page, HEADER + number * frame_length + HEADER_OF_FRAME));
            if frame.count > 0 {
                places.extend(uncommitted.drain(..));
                count = frame.count;
            }
        }
        (count > 0).then_some(Self { log, places, length: header.page_length, count })
    }

    /// The content of a page; `None` if the log does not have it.
    pub(super) fn page(&self, number: u32) -> Option<&[u8]> {
        let place = *self.places.get(&number)?;
        self.log.get(place..place + self.length)
    }
}

struct Header {
    page_length: usize,
    is_high_first: bool,
    salts: [u32; 2],
    sum: [u32; 2],
}

impl Header {
    fn of(log: &[u8]) -> Option<Self> {
        let magic = number(log, 0)?;
        let page_length = usize::try_from(number(log, 8)?).ok()?;
        let is_high_first = magic & 1 == 1;
        let sum = summed([0, 0], log.get(..24)?, is_high_first);
        let is_log = magic & !1 == MAGIC && page_length.is_power_of_two() && page_length >= 512;
        let is_whole = [number(log, 24)?, number(log, 28)?] == sum;
        let salts = [number(log, 16)?, number(log, 20)?];
        (is_log && is_whole).then_some(Self { page_length, is_high_first, salts, sum })
    }
}

struct Frame {
    page: u32,
    /// How many pages the database has, if the frame is the last one of a commit, else 0.
    count: u32,
}

impl Frame {
    /// Reads a frame; `None` if it is of an earlier round of the log, or was not written whole.
    fn of(frame: &[u8], header: &Header, sum: &mut [u32; 2]) -> Option<Self> {
        let (head, page) = frame.split_at_checked(HEADER_OF_FRAME)?;
        *sum = summed(summed(*sum, head.get(..8)?, header.is_high_first), page, header.is_high_first);
        let is_of_round = [number(head, 8)?, number(head, 12)?] == header.salts;
        let is_whole = [number(head, 16)?, number(head, 20)?] == *sum;
        let (page, count) = (number(head, 0)?, number(head, 4)?);
        (is_of_round && is_whole && page > 0).then_some(Self { page, count })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// SQLite's checksum of a log, continued.
fn summed([mut first, mut second]: [u32; 2], bytes: &[u8], is_high_first: bool) -> [u32; 2] {
    let read = if is_high_first { u32::from_be_bytes } else { u32::from_le_bytes };
    for [a, b, c, d, e, f, g, h] in bytes.as_chunks().0 {
        first = first.wrapping_add(read([*a, *b, *c, *d])).wrapping_add(second);
        second = second.wrapping_add(read([*e, *f, *g, *h])).wrapping_add(first);
    }
    [first, second]
}
