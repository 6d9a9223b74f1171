//! Small FIT files, written byte by byte.

// Each test file that includes this uses only some of it.
#![allow(dead_code)]

/// A file while it is written.
pub struct FitFile {
    data: Vec<u8>,
}

impl FitFile {
    /// One that calls itself an activity.
    pub fn activity() -> Self {
        Self::of_type(4)
    }

    pub fn of_type(file_type: u8) -> Self {
        Self { data: Vec::new() }
            .define(0, 0, &[(0, 1, 0x00), (1, 2, 0x84)])
            .message(0, &[file_type, 1, 0])
    }

    /// A little-endian definition: local type, global number, fields as (number, size, base type).
    pub fn define(mut self, local: u8, global: u16, fields: &[(u8, u8, u8)]) -> Self {
        self.data.extend([0x40 | local, 0, 0]);
        self.data.extend(global.to_le_bytes());
        self.fields(fields)
    }

    pub fn define_big_endian(mut self, local: u8, global: u16, fields: &[(u8, u8, u8)]) -> Self {
        self.data.extend([0x40 | local, 0, 1]);
        self.data.extend(global.to_be_bytes());
        self.fields(fields)
    }

    /// With developer fields as (number, size, developer data index).
    pub fn define_with_developer(
        mut self,
        local: u8,
        global: u16,
        fields: &[(u8, u8, u8)],
        developer: &[(u8, u8, u8)],
    ) -> Self {
        self.data.extend([0x60 | local, 0, 0]);
        self.data.extend(global.to_le_bytes());
        self.fields(fields).fields(developer)
    }

    fn fields(mut self, fields: &[(u8, u8, u8)]) -> Self {
        self.data.push(fields.len() as u8);
        for &(number, size, base) in fields {
            self.data.extend([number, size, base]);
        }
        self
    }

    pub fn message(mut self, local: u8, bytes: &[u8]) -> Self {
        self.data.push(local);
        self.data.extend(bytes);
        self
    }

    /// A message whose header carries the time stamp's lowest five bits.
    pub fn compressed(mut self, local: u8, seconds: u8, bytes: &[u8]) -> Self {
        self.data.push(0x80 | local << 5 | seconds);
        self.data.extend(bytes);
        self
    }

    /// Header, data and check sum; the header's own check sum is left zero, as is allowed.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_with_size(self.data.len() as u32)
    }

    pub fn bytes_with_size(&self, data_size: u32) -> Vec<u8> {
        let mut bytes = vec![14, 0x20, 0, 0];
        bytes.extend(data_size.to_le_bytes());
        bytes.extend(b".FIT\0\0");
        bytes.extend(&self.data);
        bytes.extend(crc(&bytes).to_le_bytes());
        bytes
    }
}

/// Bit by bit: as slow and as plain as the polynomial.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, &byte| {
        (0..8).fold(crc ^ u16::from(byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xA001
            } else {
                crc >> 1
            }
        })
    })
}
