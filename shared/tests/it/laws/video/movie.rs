//! A video made of boxes by hand, right unless a test says otherwise.

/// What is said of it.
pub(super) struct Movie {
    pub(super) sides: [u32; 2],
    pub(super) seconds: u32,
    /// How many samples a table of equal sizes says there are.
    pub(super) samples: u32,
    pub(super) tracks: usize,
    pub(super) encoded: [u8; 4],
    /// Boxes in the entry of what it is encoded as.
    pub(super) setup: Vec<u8>,
    /// The entry of where its samples are.
    pub(super) reference: Vec<u8>,
    /// Where its only chunk begins, if it lies.
    pub(super) chunk: Option<u32>,
    /// What stands in the data before its samples.
    pub(super) gap: Vec<u8>,
    /// More boxes beside the tracks.
    pub(super) more: Vec<u8>,
    /// Whether the data has a size of 64 bits.
    pub(super) wide: bool,
}

impl Default for Movie {
    fn default() -> Self {
        Self {
            sides: [64, 48],
            seconds: 1,
            samples: 1,
            tracks: 1,
            encoded: *b"avc1",
            setup: boxed(b"avcC", &[1, 100, 0, 10]),
            reference: boxed(b"url ", &[0, 0, 0, 1]),
            chunk: None,
            gap: Vec::new(),
            more: Vec::new(),
            wide: false,
        }
    }
}

const SAMPLE: &[u8] = b"picture-sample";

/// A box.
pub(super) fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = (content.len() + 8) as u32;
    [&size.to_be_bytes()[..], name, content].concat()
}

/// Numbers of 32 bits, one after the other.
fn numbers(all: &[u32]) -> Vec<u8> {
    all.iter().flat_map(|one| one.to_be_bytes()).collect()
}

impl Movie {
    pub(super) fn file(&self) -> Vec<u8> {
        let kind = boxed(b"ftyp", b"isom\0\0\x02\0isomavc1");
        let length = kind.len() + self.movie(0).len();
        let head = if self.wide { 16 } else { 8 };
        let movie = self.movie((length + head + self.gap.len()) as u32);
        let content = [&self.gap, SAMPLE].concat();
        let data = if self.wide {
            let size = (content.len() + 16) as u64;
            [&b"\0\0\0\x01mdat"[..], &size.to_be_bytes(), &content].concat()
        } else {
            boxed(b"mdat", &content)
        };
        [kind, movie, data].concat()
    }

    fn movie(&self, chunk: u32) -> Vec<u8> {
        let mut header = numbers(&[0, 1, 2, 1_000, self.seconds * 1_000]);
        header.resize(100, 0);
        let tracks = self.track(self.chunk.unwrap_or(chunk)).repeat(self.tracks);
        boxed(
            b"moov",
            &[boxed(b"mvhd", &header), tracks, self.more.clone()].concat(),
        )
    }

    fn track(&self, chunk: u32) -> Vec<u8> {
        let [width, height] = self.sides;
        let mut header = numbers(&[3, 1, 2, 1, 0, self.seconds * 1_000]);
        header.resize(40, 0);
        header.extend(numbers(&[
            0x1_0000,
            0,
            0,
            0,
            0x1_0000,
            0,
            0,
            0,
            0x4000_0000,
            width << 16,
            height << 16,
        ]));
        let media = [
            boxed(b"mdhd", &numbers(&[0, 1, 2, 1_000, self.seconds * 1_000, 0])),
            boxed(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0\0\0\0name\0"),
            boxed(
                b"minf",
                &[
                    boxed(b"vmhd", &[0; 12]),
                    boxed(
                        b"dinf",
                        &boxed(b"dref", &[numbers(&[0, 1]), self.reference.clone()].concat()),
                    ),
                    boxed(b"stbl", &self.tables(chunk)),
                ]
                .concat(),
            ),
        ];
        boxed(
            b"trak",
            &[boxed(b"tkhd", &header), boxed(b"mdia", &media.concat())].concat(),
        )
    }

    fn tables(&self, chunk: u32) -> Vec<u8> {
        let [width, height] = self.sides.map(|side| (side as u16).to_be_bytes());
        let mut entry = [&[0; 24][..], &width, &height].concat();
        entry.resize(78, 0);
        entry.extend(&self.setup);
        [
            boxed(
                b"stsd",
                &[numbers(&[0, 1]), boxed(&self.encoded, &entry)].concat(),
            ),
            boxed(b"stts", &numbers(&[0, 1, 1, self.seconds * 1_000])),
            boxed(b"stsc", &numbers(&[0, 1, 1, 1, 1])),
            boxed(b"stsz", &numbers(&[0, SAMPLE.len() as u32, self.samples])),
            boxed(b"stco", &numbers(&[0, 1, chunk])),
        ]
        .concat()
    }
}
