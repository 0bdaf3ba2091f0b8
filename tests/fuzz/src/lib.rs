//! What the fuzz targets check, apart from libFuzzer, so that a crash can be looked at with any compiler.

pub mod answer;
pub mod document;
pub mod generation;
