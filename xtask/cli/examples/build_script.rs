//! A build script that keeps a crate up to date: as `build.rs` beside `openapi.toml` and `Cargo.toml`, which has
//! `openapi-crate` under `[build-dependencies]`.
//!
//! It writes below `src/`, so that reviews and editors see what is generated. Whoever builds the crate elsewhere, such as
//! docs.rs, gets these files and needs no build script: leave it out of the package.

use std::env;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    openapi_crate::build::update(&root)?;
    Ok(())
}
