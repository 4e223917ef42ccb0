//! Decompresses gzip as servers send it: one member or several, perhaps with other bytes after the end.

use std::io::{self, Write};
use std::mem;

use flate2::write::GzDecoder;

use super::capped::Capped;

/// No real answer has more members. Each member costs time even if it is empty, so their number has a limit.
const MOST_MEMBERS: u32 = 1000;

/// Gzip members, one after another. Bytes after the last member are ignored.
pub(super) struct Gunzip {
    member: Box<GzDecoder<Capped>>,
    /// The number of complete members.
    whole: u32,
    /// The number of decompressed bytes when the current member began.
    before: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The member has not begun.
    Between,
    Inside,
    /// The gzip data has ended. Other bytes follow.
    After,
}

impl Gunzip {
    pub(super) fn new(body: Capped) -> Self {
        let member = Box::new(GzDecoder::new(body));
        Self { member, whole: 0, before: 0, state: State::Between }
    }

    pub(super) fn write(&mut self, mut piece: &[u8]) -> io::Result<()> {
        while !piece.is_empty() && self.state != State::After {
            self.state = State::Inside;
            match self.member.write(piece) {
                Ok(0) => self.end_member()?,
                Ok(taken) => piece = piece.get(taken..).unwrap_or_default(),
                Err(cause) => self.fail(cause)?,
            }
        }
        Ok(())
    }

    /// The decompressed bytes. An incomplete member after the first one is ignored if it holds nothing.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        if self.state == State::Inside
            && let Err(cause) = self.end_member()
        {
            self.fail(cause)?;
        }
        Ok(mem::replace(self.body(), Capped::new(0)).into_bytes())
    }

    fn end_member(&mut self) -> io::Result<()> {
        self.member.try_finish()?;
        self.whole += 1;
        if self.whole == MOST_MEMBERS {
            return Err(io::Error::other("it has too many members"));
        }
        let body = mem::replace(self.body(), Capped::new(0));
        self.before = body.len();
        *self.member = GzDecoder::new(body);
        self.state = State::Between;
        Ok(())
    }

    /// Handles bytes that cannot be decompressed. If they follow a complete member and gave no content, they
    /// are not gzip, and are ignored. In all other cases they are an error.
    fn fail(&mut self, cause: io::Error) -> io::Result<()> {
        let is_after =
            self.whole > 0 && self.body().len() == self.before && cause.kind() != io::ErrorKind::Other;
        if !is_after || cause.kind() == io::ErrorKind::FileTooLarge {
            return Err(cause);
        }
        self.state = State::After;
        Ok(())
    }

    fn body(&mut self) -> &mut Capped {
        self.member.get_mut()
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// Decompresses the bytes in pieces of this length, as a network may cut them.
    fn unpacked(bytes: &[u8], piece: usize) -> io::Result<String> {
        let mut gunzip = Gunzip::new(Capped::new(100_000));
        for piece in bytes.chunks(piece) {
            gunzip.write(piece)?;
        }
        Ok(String::from_utf8(gunzip.finish()?).unwrap())
    }

    #[test]
    fn bytes_after_the_last_member_are_ignored() {
        for tail in ["", "\r\n\r\n", "\0\0\0\0", "<!-- served in 0.2 s -->", "\x1f", "\x1f\u{7}not gzip"] {
            for piece in [1, 7, 10_000] {
                let bytes = [&packed("one, "), &packed("two"), tail.as_bytes()].concat();

                assert_eq!(unpacked(&bytes, piece).unwrap(), "one, two", "{tail:?} in pieces of {piece}");
            }
        }
    }

    #[test]
    fn broken_or_truncated_gzip_is_an_error() {
        let whole = packed("a text that is long enough to be cut somewhere");
        let mut wrong = whole.clone();
        let last = wrong.len() - 1;
        wrong[last] ^= 1;

        for piece in [1, 10_000] {
            assert!(unpacked(&whole[..whole.len() - 9], piece).is_err());
            assert!(unpacked(&[&whole[..], &whole[..whole.len() - 9]].concat(), piece).is_err());
            assert!(unpacked(&wrong, piece).is_err());
            assert!(unpacked(b"this is no gzip", piece).is_err());
        }
    }

    #[test]
    fn an_empty_body_is_empty() {
        assert_eq!(unpacked(b"", 1).unwrap(), "");
        assert_eq!(unpacked(&packed(""), 1).unwrap(), "");
    }

    /// Seen: 60 MB of empty members passed a limit of 8 MiB and took 27 s.
    #[test]
    fn the_number_of_empty_members_is_limited() {
        assert!(unpacked(&packed("").repeat(500), 4096).is_ok());
        assert!(unpacked(&packed("").repeat(5000), 4096).is_err());
    }
}
