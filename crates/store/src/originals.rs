//! The bytes of each recording, compressed, in a file named by their SHA-256.

use std::fmt;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::StoreError;

/// zstd's own default; `cargo bench -p trochlea-store` prints what the other levels give for their CPU.
const ZSTD_LEVEL: i32 = 3;

/// SHA-256 of a recording's innermost bytes (after `.gz` and `.zip` were taken off).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let refused = || StoreError::NotA {
            text: text.to_owned(),
            expected: "a SHA-256 in 64 lower-case hex digits",
        };
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let bytes: Option<Vec<u8>> = pairs
            .iter()
            .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
            .collect();
        match bytes.and_then(|bytes| bytes.try_into().ok()) {
            Some(hash) if rest.is_empty() => Ok(Self(hash)),
            _ => Err(refused()),
        }
    }
}

/// The directory of compressed originals.
#[derive(Clone, Debug)]
pub(crate) struct Originals {
    dir: PathBuf,
}

/// Bytes on their way: complete in a nameless place, not yet under their name. Dropped, they leave nothing.
pub(crate) struct Incoming {
    pub(crate) hash: ContentHash,
    pub(crate) n_bytes: i64,
    pub(crate) n_stored_bytes: i64,
    file: NamedTempFile,
}

impl Originals {
    /// Creates the directories.
    pub(crate) fn create(dir: PathBuf) -> Result<Self, StoreError> {
        let originals = Self { dir };
        create_private_dir(&originals.dir)?;
        create_private_dir(&originals.incoming())?;
        Ok(originals)
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    fn incoming(&self) -> PathBuf {
        self.dir.join("incoming")
    }

    /// Removes what a killed import left. Only for a caller who knows that nobody else is importing.
    pub(crate) fn remove_leftovers(&self) -> Result<(), StoreError> {
        let dir = self.incoming();
        let broken = |source| StoreError::from_io("list", &dir, source);
        for entry in fs::read_dir(&dir).map_err(broken)? {
            let path = entry.map_err(broken)?.path();
            fs::remove_file(&path)
                .map_err(|source| StoreError::from_io("remove", &path, source))?;
        }
        Ok(())
    }

    /// `originals/ab/ab...zst`.
    pub(crate) fn path(&self, hash: &ContentHash) -> PathBuf {
        let [first, ..] = hash.0;
        self.dir
            .join(format!("{first:02x}"))
            .join(format!("{hash}.zst"))
    }

    /// Compresses and writes, not yet under the final name.
    pub(crate) fn receive(&self, hash: ContentHash, bytes: &[u8]) -> Result<Incoming, StoreError> {
        let dir = self.incoming();
        let broken = |source| StoreError::from_io("write", &dir, source);
        let compressed = compress(bytes).map_err(broken)?;
        let mut file = tempfile::Builder::new()
            .prefix("")
            .tempfile_in(&dir)
            .map_err(broken)?;
        file.write_all(&compressed).map_err(broken)?;
        Ok(Incoming {
            hash,
            n_bytes: length(bytes),
            n_stored_bytes: length(&compressed),
            file,
        })
    }

    /// Puts all under their names, so that they survive a power cut. Only then may a row speak of them.
    pub(crate) fn publish(&self, incoming: Vec<Incoming>) -> Result<(), StoreError> {
        let mut touched = std::collections::BTreeSet::new();
        for one in incoming {
            let path = self.path(&one.hash);
            one.file
                .as_file()
                .sync_all()
                .map_err(|source| StoreError::from_io("write", &path, source))?;
            if let Some(parent) = path.parent() {
                if !parent.is_dir() {
                    create_private_dir(parent)?;
                    touched.insert(self.dir.clone());
                }
                touched.insert(parent.to_path_buf());
            }
            // A file may stand there already, from an import killed before its row was committed, or damaged:
            // what we hold is known to be whole, so it takes the place.
            one.file
                .persist(&path)
                .map_err(|refused| StoreError::from_io("write", &path, refused.error))?;
        }
        touched.iter().try_for_each(|dir| sync_dir(dir))
    }

    /// Reads back and proves that these are the bytes which were stored.
    pub(crate) fn load(&self, hash: &ContentHash, n_bytes: i64) -> Result<Vec<u8>, StoreError> {
        let path = self.path(hash);
        let corrupt = |detail: String| StoreError::CorruptOriginal {
            path: path.clone(),
            detail,
        };
        let file = File::open(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => corrupt("the file is gone".to_owned()),
            _ => StoreError::File {
                doing: "read",
                path: path.clone(),
                source,
            },
        })?;
        let expected = u64::try_from(n_bytes).unwrap_or(0);
        let mut bytes = Vec::new();
        zstd::Decoder::new(file)
            // One byte more than expected is enough to see that it is not what was stored.
            .and_then(|decoder| {
                decoder
                    .take(expected.saturating_add(1))
                    .read_to_end(&mut bytes)
            })
            .map_err(|source| corrupt(source.to_string()))?;
        if ContentHash::of(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(corrupt(
                "its content no longer matches its SHA-256".to_owned(),
            ))
        }
    }
}

/// One zstd frame.
pub(crate) fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, ZSTD_LEVEL)
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// What is kept is health data: on Unix for the owner's eyes only.
pub(crate) fn create_private_dir(dir: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(dir)
        .map_err(|source| StoreError::from_io("create", dir, source))
}

/// A name in a directory survives a power cut only once the directory itself is written.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        let broken = |source| StoreError::from_io("write", dir, source);
        File::open(dir)
            .map_err(broken)?
            .sync_all()
            .map_err(broken)?;
    }
    Ok(())
}
