//! The other generators, and how the calls of their code are built.

/// Another generator: how it is run, and what surrounds the calls of its code.
pub(super) struct Generator {
    /// Its program in the folder of the environment variable.
    pub(super) program: &'static str,
    /// The file beside each document that holds the call of its code.
    pub(super) call: &'static str,
    /// Its arguments. The document is `openapi.yaml` in the folder that it runs in.
    pub(super) arguments: &'static [&'static str],
    /// A file that it needs, and its text.
    pub(super) configured: Option<(&'static str, &'static str)>,
    /// What comes before the calls in the program.
    pub(super) head: &'static str,
    /// The dependencies that the manifest of the program gets, beside tokio.
    pub(super) dependencies: Dependencies,
}

/// Where the dependencies of the calls come from.
pub(super) enum Dependencies {
    /// A file of the generator's, to be put into the manifest.
    Listed(&'static str),
    /// The code is a crate in the folder `client`; and further lines.
    Crate(&'static str),
}

pub(super) const GENERATORS: [Generator; 5] = [
    Generator {
        program: "openapi-to-rust",
        call: "openapi_to_rust.rs",
        arguments: &["generate"],
        configured: Some((
            "openapi-to-rust.toml",
            "[generator]\nspec_path = \"openapi.yaml\"\noutput_dir = \"src/generated\"\nmodule_name = \"api\"\n\n\
             [features]\nenable_async_client = true\n",
        )),
        head: "#![allow(warnings)]\nmod generated;\nuse generated::*;\n",
        dependencies: Dependencies::Listed("src/generated/REQUIRED_DEPS.toml"),
    },
    Generator {
        program: "oas3-gen",
        call: "oas3_gen.rs",
        arguments: &[
            "generate",
            "client-mod",
            "-i",
            "openapi.yaml",
            "-o",
            "client",
            "--workspace",
            "--api-name",
            "Api",
        ],
        configured: None,
        head: "use client::*;\n",
        dependencies: Dependencies::Crate(
            "reqwest = { version = \"0.13\", default-features = false }\nserde_json = \"1\"\n",
        ),
    },
    Generator {
        program: "ploidy",
        call: "ploidy.rs",
        arguments: &["generate", "rust", "openapi.yaml", "-o", "client", "--name", "client"],
        configured: None,
        head: "use ::client::Client;\n",
        dependencies: Dependencies::Crate("serde_json = \"1\"\n"),
    },
    Generator {
        program: "cargo-progenitor",
        call: "progenitor.rs",
        arguments: &["progenitor", "-i", "openapi.yaml", "-o", "client", "-n", "client", "-v", "0.1.0"],
        configured: None,
        head: "use client::*;\n",
        dependencies: Dependencies::Crate(
            "reqwest = { version = \"0.13\", default-features = false }\nserde_json = \"1\"\n",
        ),
    },
    Generator {
        program: "openapi-generator",
        call: "openapi_generator.rs",
        arguments: &[
            "generate",
            "-g",
            "rust",
            "-i",
            "openapi.yaml",
            "-o",
            "client",
            "--additional-properties=packageName=client",
        ],
        configured: None,
        head: "use client::apis::{Error, configuration::*, *};\n",
        dependencies: Dependencies::Crate(""),
    },
];
