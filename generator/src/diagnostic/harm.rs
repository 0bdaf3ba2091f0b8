//! What a finding costs whoever calls the generated code: it decides the weight of the finding, the order of a report,
//! and what a report folds.

use super::Severity;

/// What a finding costs whoever calls the generated code, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    /// Nothing is generated.
    Refused,
    /// A request is not what the document says, or cannot be made.
    Wire,
    /// A value that the document allows cannot be read or sent.
    Data,
    /// A type says less than the document.
    Type,
    /// Something that the maintainer of the documents has to look at; the generated code is as it should be.
    Upkeep,
    /// The document is wrong or silent, and was read as it is most likely meant.
    Guess,
    /// A rule that the document gives is not checked.
    Unchecked,
    /// Nothing that a caller would miss.
    None,
}

impl Harm {
    /// All of them, the worst first.
    pub const ALL: [Self; 8] = [
        Self::Refused,
        Self::Wire,
        Self::Data,
        Self::Type,
        Self::Upkeep,
        Self::Guess,
        Self::Unchecked,
        Self::None,
    ];

    /// What a finding of this kind weighs.
    pub fn severity(self) -> Severity {
        match self {
            Self::Refused => Severity::Error,
            Self::Wire | Self::Data | Self::Type | Self::Upkeep => Severity::Warning,
            Self::Guess | Self::Unchecked | Self::None => Severity::Note,
        }
    }

    /// Whether a report shows the findings of this kind one by one; of the others it shows the codes.
    pub fn is_listed(self) -> bool {
        self <= Self::Guess
    }

    /// The heading of a report, for example `lost data`.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Refused => "not generated",
            Self::Wire => "wrong on the wire",
            Self::Data => "lost data",
            Self::Type => "weaker types",
            Self::Upkeep => "to look at",
            Self::Guess => "read as it is most likely meant",
            Self::Unchecked => "not checked",
            Self::None => "nothing that a caller would miss",
        }
    }

    /// The word that tools read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Wire => "wire",
            Self::Data => "data",
            Self::Type => "type",
            Self::Upkeep => "upkeep",
            Self::Guess => "guess",
            Self::Unchecked => "unchecked",
            Self::None => "none",
        }
    }
}
