/*!
Brotli and gzip as the site's files are packed. A crate of its own so that the top `Cargo.toml` can optimise it in every
profile: nine tenths of a site build are compression, which is ten times slower without, and both libraries are generic,
so that their code is compiled where they are called.
*/

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The bytes in brotli, at a quality of 1 to 11.
pub fn brotli(bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// The bytes in gzip, level 9.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
