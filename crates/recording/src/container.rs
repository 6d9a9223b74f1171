//! Files as they lie in a folder: bare, gzipped, or many in one zip archive.

use crate::fit::{decode_fit, is_fit};
use crate::model::{DecodeError, Format, Recording, Warning};
use crate::xml::{decode_gpx, decode_tcx, recognise};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};

/// How far unpacking may go. What archives say about their own size is never believed:
/// the bytes are counted while they come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes that one call unpacks in all.
    pub unpacked_bytes: u64,
    /// Most bytes that one call unpacks in all, as a multiple of the input.
    pub times_input: u64,
    /// Most members of an archive that are looked at.
    pub members: usize,
}

impl Default for Limits {
    /// 2 GB and 200 times the input: text of track points shrinks at most some thirty times.
    fn default() -> Self {
        Self {
            unpacked_bytes: 2_000_000_000,
            times_input: 200,
            members: 100_000,
        }
    }
}

/// An innermost file: one that is no archive.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// Its name inside the archive, if it came out of one; members of nested archives are
    /// joined by `!`.
    pub name: Option<String>,
    /// SHA-256 of its bytes, all wrappers taken off.
    pub sha256: [u8; 32],
    /// What it said.
    pub outcome: Result<(Recording, Vec<Warning>), DecodeError>,
}

/// Archives in archives in archives: nobody who means well goes deeper.
const DEEPEST: u8 = 4;

/// Reads FIT, TCX or GPX, bare or in `.gz` and `.zip`, told apart by content and not by name.
///
/// Each innermost file has its own outcome: a broken one does not lose the others.
///
/// # Errors
///
/// When nothing could be unpacked: the archive itself is broken, or goes beyond `limits`.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Vec<Decoded>, DecodeError> {
    let mut files = Vec::new();
    decode_each(bytes, limits, |file, _| files.push(file))?;
    Ok(files)
}

/// Like [`decode`], one innermost file at a time with its bytes: an archive of years of runs
/// need not be held whole.
///
/// # Errors
///
/// Those of [`decode`]; what was visited before stays read.
pub fn decode_each(
    bytes: &[u8],
    limits: &Limits,
    visit: impl FnMut(Decoded, &[u8]),
) -> Result<(), DecodeError> {
    // A small file may be all repetition: below a megabyte the multiple says nothing.
    let by_input = (bytes.len() as u64)
        .saturating_mul(limits.times_input)
        .max(1 << 20);
    let mut unpacking = Unpacking {
        limit: limits.unpacked_bytes.min(by_input),
        left: limits.unpacked_bytes.min(by_input),
        members_left: limits.members,
        visit,
    };
    unpacking.open(None, bytes, 0, None)
}

struct Unpacking<V> {
    limit: u64,
    left: u64,
    members_left: usize,
    visit: V,
}

impl<V: FnMut(Decoded, &[u8])> Unpacking<V> {
    /// `cut` says why the archive around these bytes ended too early, if it did.
    fn open(
        &mut self,
        name: Option<String>,
        bytes: &[u8],
        depth: u8,
        cut: Option<&str>,
    ) -> Result<(), DecodeError> {
        let is_archive = is_gzip(bytes) || is_zip(bytes);
        if is_archive && depth >= DEEPEST {
            return Err(broken("archive", "archives are nested too deep"));
        }
        if is_gzip(bytes) {
            let (plain, own_cut) = self.inflate(flate2::read::MultiGzDecoder::new(bytes))?;
            match own_cut {
                Some(reason) if plain.is_empty() => Err(broken("gzip", &reason)),
                own_cut => self.open(name, &plain, depth + 1, own_cut.as_deref().or(cut)),
            }
        } else if is_zip(bytes) {
            self.open_zip(name.as_deref(), bytes, depth, cut)
        } else {
            let mut outcome = decode_plain(bytes);
            if let (Some(reason), Ok((_, warnings))) = (cut, &mut outcome) {
                warnings.push(archive_broken(bytes.len(), reason));
            }
            let file = Decoded {
                name,
                sha256: Sha256::digest(bytes).into(),
                outcome,
            };
            (self.visit)(file, bytes);
            Ok(())
        }
    }

    fn open_zip(
        &mut self,
        outer: Option<&str>,
        bytes: &[u8],
        depth: u8,
        cut: Option<&str>,
    ) -> Result<(), DecodeError> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| broken("zip", &error.to_string()))?;
        for idx in 0..archive.len() {
            if self.members_left == 0 {
                return Err(DecodeError::TooLarge {
                    limit_bytes: self.limit,
                });
            }
            self.members_left -= 1;
            let mut member = match archive.by_index(idx) {
                Ok(member) => member,
                Err(error) => {
                    self.fail(
                        member_name(outer, &format!("member {idx}")),
                        broken("zip", &error.to_string()),
                    );
                    continue;
                }
            };
            if member.is_dir() {
                continue;
            }
            let own = member
                .name()
                .map_or_else(|_| format!("member {idx}"), |name| name.into_owned());
            let name = member_name(outer, &own);
            let opened = self
                .inflate(&mut member)
                .and_then(|(plain, own_cut)| match own_cut {
                    Some(reason) if plain.is_empty() => Err(broken("zip", &reason)),
                    own_cut => self.open(
                        Some(name.clone()),
                        &plain,
                        depth + 1,
                        own_cut.as_deref().or(cut),
                    ),
                });
            match opened {
                Ok(()) => {}
                // The limit is for all: going on would only unpack more.
                Err(error @ DecodeError::TooLarge { .. }) if self.left == 0 => return Err(error),
                Err(error) => self.fail(name, error),
            }
        }
        Ok(())
    }

    /// Everything that comes out, and why it stopped early if it did.
    fn inflate(&mut self, reader: impl Read) -> Result<(Vec<u8>, Option<String>), DecodeError> {
        let mut plain = Vec::new();
        let outcome = reader
            .take(self.left.saturating_add(1))
            .read_to_end(&mut plain);
        if plain.len() as u64 > self.left {
            self.left = 0;
            return Err(DecodeError::TooLarge {
                limit_bytes: self.limit,
            });
        }
        self.left -= plain.len() as u64;
        Ok((plain, outcome.err().map(|error| error.to_string())))
    }

    /// A member of which there are no bytes: its sum is that of nothing.
    fn fail(&mut self, name: String, error: DecodeError) {
        let file = Decoded {
            name: Some(name),
            sha256: Sha256::digest([]).into(),
            outcome: Err(error),
        };
        (self.visit)(file, &[]);
    }
}

fn archive_broken(byte: usize, reason: &str) -> Warning {
    Warning {
        code: "archive_broken",
        message: format!("the archive is broken ({reason}): what came after was lost"),
        byte: Some(byte as u64),
    }
}

fn member_name(outer: Option<&str>, name: &str) -> String {
    match outer {
        Some(outer) => format!("{outer}!{name}"),
        None => name.to_owned(),
    }
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// A zip begins with a member, or with its end when it has none.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn broken(format: &'static str, reason: &str) -> DecodeError {
    DecodeError::Broken {
        format,
        byte: 0,
        reason: reason.to_owned(),
    }
}

fn decode_plain(bytes: &[u8]) -> Result<(Recording, Vec<Warning>), DecodeError> {
    if is_fit(bytes) {
        return decode_fit(bytes);
    }
    match recognise(bytes) {
        Some(Format::Tcx) => decode_tcx(bytes),
        Some(Format::Gpx) => decode_gpx(bytes),
        _ if bytes.is_empty() => Err(DecodeError::TooShort { bytes: 0 }),
        _ => Err(DecodeError::UnknownFormat { found: look(bytes) }),
    }
}

/// What the first bytes look like, for a person.
fn look(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(8)).unwrap_or_default();
    match start {
        [0xFF, 0xD8, ..] => return "a JPEG picture".to_owned(),
        [0x89, b'P', b'N', b'G', ..] => return "a PNG picture".to_owned(),
        [b'%', b'P', b'D', b'F', ..] => return "a PDF document".to_owned(),
        _ => {}
    }
    let text = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    if bytes.iter().all(|&byte| byte == 0) {
        "nothing but zero bytes".to_owned()
    } else if text.trim_ascii_start().starts_with(b"<") {
        "another kind of XML or HTML".to_owned()
    } else if text
        .iter()
        .all(|&byte| byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t'))
    {
        "plain text".to_owned()
    } else {
        let hex: Vec<String> = start.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("bytes {}", hex.join(" "))
    }
}
