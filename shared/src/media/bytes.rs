//! Reading a file from its front. Invariant: what is not there is [`Refusal::Truncated`], never a panic.

use super::Refusal;

/// What is still to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that is still to be read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refusal::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next bytes, as many as are wanted.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Refusal::Truncated)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// A byte.
    pub(super) fn byte(&mut self) -> Result<u8, Refusal> {
        self.array().map(|[byte]| byte)
    }

    /// Two bytes, the larger first.
    pub(super) fn big_16(&mut self) -> Result<u16, Refusal> {
        self.array().map(u16::from_be_bytes)
    }

    /// Four bytes, the largest first.
    pub(super) fn big_32(&mut self) -> Result<u32, Refusal> {
        self.array().map(u32::from_be_bytes)
    }

    /// Eight bytes, the largest first.
    pub(super) fn big_64(&mut self) -> Result<u64, Refusal> {
        self.array().map(u64::from_be_bytes)
    }

    /// Four bytes, the smallest first.
    pub(super) fn little_32(&mut self) -> Result<u32, Refusal> {
        self.array().map(u32::from_le_bytes)
    }

    /// Three bytes, the smallest first.
    pub(super) fn little_24(&mut self) -> Result<u32, Refusal> {
        self.array().map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
    }
}
