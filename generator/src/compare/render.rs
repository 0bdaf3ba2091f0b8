//! The report as text, as Markdown and as JSON.

mod json;
mod markdown;
mod sentence;
mod text;
