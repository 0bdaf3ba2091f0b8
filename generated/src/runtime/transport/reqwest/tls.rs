//! Which library computes TLS.

/// Sees to it that there is one: that of the program, or that of a feature.
///
/// # Errors
/// What to do where there is none.
#[cfg(feature = "aws-lc")]
pub(super) fn provide() -> Result<(), &'static str> {
    // reqwest takes it by itself where the program has chosen none.
    Ok(())
}

/// Sees to it that there is one: that of the program, or that of a feature.
///
/// # Errors
/// What to do where there is none.
#[cfg(all(feature = "ring", not(feature = "aws-lc")))]
pub(super) fn provide() -> Result<(), &'static str> {
    // An error says that the program was faster, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(())
}

/// Sees to it that there is one: that of the program, or that of a feature.
///
/// # Errors
/// What to do where there is none.
#[cfg(not(any(feature = "aws-lc", feature = "ring")))]
pub(super) fn provide() -> Result<(), &'static str> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(()),
        None => Err(
            "there is no provider of TLS: enable the feature `aws-lc` or `ring`, or install one of rustls",
        ),
    }
}
