//! Which credentials and which server a request gets.

use super::operation;
use crate::runtime::request::{
    Answer, Method, Operation, Parts, SecurityKind, SecurityScheme, Server, ServerVariable, Servers, build,
};
use crate::{BuildErrorKind, Client, ClientBuilder, Error, Request, Secret};
use http::HeaderMap;

static BEARER: SecurityScheme = SecurityScheme { name: "bearer", kind: SecurityKind::Bearer };
static OAUTH: SecurityScheme = SecurityScheme { name: "oauth", kind: SecurityKind::Bearer };
static BASIC: SecurityScheme = SecurityScheme { name: "basic", kind: SecurityKind::Basic };
static DIGEST: SecurityScheme = SecurityScheme { name: "digest", kind: SecurityKind::Http("Digest") };
static KEY: SecurityScheme = SecurityScheme { name: "key", kind: SecurityKind::Header("X-Api-Key") };
static SESSION: SecurityScheme = SecurityScheme { name: "session", kind: SecurityKind::Cookie("sid") };
static PARAMETER: SecurityScheme = SecurityScheme { name: "parameter", kind: SecurityKind::Query("api_key") };

const fn needing(security: &'static [&'static [&'static SecurityScheme]]) -> Operation {
    Operation { security, ..operation("get", Method::Get, "/get") }
}

static BY_BEARER: Operation = needing(&[&[&BEARER], &[&KEY, &SESSION]]);
static BY_OAUTH: Operation = needing(&[&[&OAUTH]]);
static BY_OTHERS: Operation = needing(&[&[&BASIC], &[&DIGEST], &[&PARAMETER]]);
static MAYBE: Operation = needing(&[&[], &[&KEY]]);
static OPEN: Operation = needing(&[]);

struct Get(Parts);

impl Request for Get {
    type Response = ();

    fn parts(&self) -> &Parts {
        &self.0
    }

    fn parts_mut(&mut self) -> &mut Parts {
        &mut self.0
    }

    fn into_parts(self) -> Parts {
        self.0
    }

    fn decode(_answer: Answer) -> Result<(), Error> {
        Ok(())
    }
}

/// What of a request proves who sends it: the headers in use, and the query.
fn proofs(client: &Client, operation: &'static Operation) -> Result<Vec<String>, BuildErrorKind> {
    let built = match client.http_request(&Get(Parts::new(operation))) {
        Ok(built) => built,
        Err(Error::Build(error)) => return Err(error.kind().clone()),
        Err(error) => panic!("{error}"),
    };
    let headers = ["authorization", "x-api-key", "cookie"].into_iter().filter_map(|name| {
        let value = built.headers().get(name)?;
        assert!(value.is_sensitive(), "{name}");
        Some(format!("{name}: {}", value.to_str().ok()?))
    });
    Ok(headers.chain(built.uri().query().map(str::to_owned)).collect())
}

fn with(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    set(Client::builder()).build().unwrap()
}

#[test]
fn each_request_gets_the_credentials_of_its_schemes() {
    let all = with(|builder| {
        let builder = builder.api_key("key", "K").api_key("session", "S").api_key("oauth", "O");
        builder.api_key("digest", "D").api_key("unknown", "U")
    });
    assert_eq!(proofs(&all, &BY_BEARER).unwrap(), ["x-api-key: K", "cookie: sid=S"]);
    assert_eq!(proofs(&all, &BY_OAUTH).unwrap(), ["authorization: Bearer O"]);
    assert_eq!(proofs(&all, &BY_OTHERS).unwrap(), ["authorization: Digest D"]);
    assert_eq!(proofs(&all, &MAYBE).unwrap(), ["x-api-key: K"]);
    assert!(proofs(&all, &OPEN).unwrap().is_empty());
    let basic = with(|builder| builder.basic_auth("a", "b"));
    assert_eq!(proofs(&basic, &BY_OTHERS).unwrap(), ["authorization: Basic YTpi"]);
    let parameter = with(|builder| builder.api_key("parameter", "P&"));
    assert_eq!(proofs(&parameter, &BY_OTHERS).unwrap(), ["api_key=P%26"]);
}

#[test]
fn the_token_goes_to_schemes_of_tokens_only() {
    let client = with(|builder| builder.access_token("T"));
    assert_eq!(proofs(&client, &BY_BEARER).unwrap(), ["authorization: Bearer T"]);
    assert_eq!(proofs(&client, &BY_OAUTH).unwrap(), ["authorization: Bearer T"]);
    assert!(proofs(&client, &MAYBE).unwrap().is_empty());
    let schemes = vec![vec!["basic"], vec!["digest"], vec!["parameter"]];
    assert_eq!(proofs(&client, &BY_OTHERS), Err(BuildErrorKind::MissingCredential { schemes }));
    // The key of the scheme is meant for it, until a call has a token of its own.
    let both = with(|builder| builder.access_token("T").api_key("oauth", "O"));
    assert_eq!(proofs(&both, &BY_OAUTH).unwrap(), ["authorization: Bearer O"]);
    assert_eq!(proofs(&both.with_access_token("C"), &BY_OAUTH).unwrap(), ["authorization: Bearer C"]);
}

#[test]
fn what_is_missing_is_named() {
    let half = with(|builder| builder.api_key("key", "K"));
    let error = proofs(&half, &BY_BEARER).unwrap_err();
    assert_eq!(error.to_string(), "the client has no credential for any of: bearer, key and session");
    assert!(!format!("{half:?}").contains("\"K\"") && format!("{:?}", Secret::new("K")) == "[redacted]");
}

static CHOICE: Operation = Operation {
    server: "https://eu.example/v1",
    servers: &[
        Server {
            url: "https://{region}.example:{port}/{base}",
            variables: &[
                ServerVariable { name: "region", default: "eu", values: &["eu", "us"] },
                ServerVariable { name: "port", default: "443", values: &[] },
                ServerVariable { name: "base", default: "v1", values: &[] },
            ],
        },
        Server { url: "https://sandbox.example/", variables: &[] },
        Server { url: "/relative/", variables: &[] },
    ],
    ..needing(&[])
};

fn url(servers: &Servers) -> Result<String, BuildErrorKind> {
    let built = build(&Parts::new(&CHOICE), servers, &HeaderMap::new(), &[])?;
    Ok(built.uri().to_string())
}

#[test]
fn a_client_chooses_the_server_and_its_variables() {
    let set = |index, name: &str, value: &str| Servers {
        index,
        variables: [(name.to_owned(), value.to_owned())].into(),
        ..Servers::default()
    };
    assert_eq!(url(&Servers::default()).unwrap(), "https://eu.example:443/v1/get");
    assert_eq!(url(&set(0, "region", "us")).unwrap(), "https://us.example:443/v1/get");
    assert_eq!(url(&set(0, "base", "v2/x")).unwrap(), "https://eu.example:443/v2/x/get");
    assert_eq!(url(&set(1, "region", "us")).unwrap(), "https://sandbox.example/get");
    assert_eq!(url(&set(9, "other", "us")).unwrap(), "https://eu.example:443/v1/get");
    assert_eq!(url(&set(2, "", "")), Err(BuildErrorKind::NoServer));
    let mut relative = Servers::at("http://localhost:1/");
    assert_eq!(url(&relative).unwrap(), "http://localhost:1/v1/get");
    relative.index = 2;
    assert_eq!(url(&relative).unwrap(), "http://localhost:1/relative/get");
    for (name, value) in [("region", "asia"), ("base", "a?b"), ("port", "1@evil.example")] {
        let error = url(&set(0, name, value)).unwrap_err();
        assert!(
            matches!(error, BuildErrorKind::InvalidServerVariable { name: named } if named == name),
            "{error}"
        );
    }
}
