//! The check sum of FIT: CRC-16 with the reflected polynomial 0xA001, start 0.

const SLICES: usize = 16;
const TABLES: [[u16; 256]; SLICES] = tables();

/// The check sum of `bytes`. Sixteen bytes a turn: each table says what a byte does to
/// the sum after as many more bytes have passed.
pub(crate) fn crc16(bytes: &[u8]) -> u16 {
    let mut crc: u16 = 0;
    let (blocks, rest) = bytes.as_chunks::<SLICES>();
    for block in blocks {
        let mut mixed = *block;
        let [low, high] = crc.to_le_bytes();
        mixed[0] ^= low;
        mixed[1] ^= high;
        crc = 0;
        for (table, byte) in TABLES.iter().rev().zip(mixed) {
            crc ^= entry(table, byte);
        }
    }
    for &byte in rest {
        let [low, _] = crc.to_le_bytes();
        crc = (crc >> 8) ^ entry(&TABLES[0], low ^ byte);
    }
    crc
}

#[inline(always)]
fn entry(table: &[u16; 256], byte: u8) -> u16 {
    // A byte cannot point past 256 entries; the compiler drops the check.
    table.get(usize::from(byte)).copied().unwrap_or(0)
}

#[allow(clippy::indexing_slicing)] // Runs in the compiler: a wrong index is a build error.
const fn tables() -> [[u16; 256]; SLICES] {
    let mut tables = [[0_u16; 256]; SLICES];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xA001
            } else {
                crc >> 1
            };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut slice = 1;
    while slice < SLICES {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        slice += 1;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::crc16;

    /// The check value that catalogues of CRCs give for CRC-16/ARC.
    #[test]
    fn the_digits_one_to_nine_give_bb3d() {
        assert_eq!(crc16(b"123456789"), 0xBB3D);
    }

    #[test]
    fn blocks_and_single_bytes_agree() {
        let bytes: Vec<u8> = (0..1000_u32).map(|n| (n * 31 % 251) as u8).collect();
        for end in [0, 1, 15, 16, 17, 32, 33, 999] {
            let mut slow: u16 = 0;
            for &byte in &bytes[..end] {
                slow ^= u16::from(byte);
                for _ in 0..8 {
                    slow = if slow & 1 == 1 {
                        (slow >> 1) ^ 0xA001
                    } else {
                        slow >> 1
                    };
                }
            }
            assert_eq!(crc16(&bytes[..end]), slow, "first {end} bytes");
        }
    }
}
