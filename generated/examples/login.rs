//! From the code of a login to a client for a Page whose token renews itself.
//!
//! `META_GRAPH_APP_SECRET=… cargo run --example login --features tokens,app-secret -- <app id> <redirect uri> <code>
//! <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::models::{TokenGrantCode, TokenGrantExchange};
use meta_graph::v26_0::oauth::access_token;
use meta_graph::v26_0::{debug_token, me::accounts, page};
use meta_graph::{AppSecret, Client, ClientBuilder, Error, Secret, TokenFrom};

/// The app that a person logs in to.
pub struct App {
    id: String,
    secret: Secret,
    /// The URI that the dialog was given, letter for letter.
    redirect_uri: String,
    /// Has the app secret, to send a proof with each call, and no token.
    client: Client,
}

impl App {
    /// An app whose calls this client carries.
    pub fn new(client: ClientBuilder, id: &str, secret: &str, redirect_uri: &str) -> Result<Self, Error> {
        let client = client.app_secret(AppSecret::new(secret)).build()?;
        Ok(Self {
            id: id.to_owned(),
            secret: Secret::new(secret),
            redirect_uri: redirect_uri.to_owned(),
            client,
        })
    }

    /// A token of the person that lasts about 60 days; then the person has to log in again. The code can be used once.
    pub async fn log_in(&self, code: &str) -> Result<Secret, Error> {
        let grant = TokenGrantCode::new(&self.id, &self.secret, &self.redirect_uri, code);
        let short = access_token::create(grant).send(&self.client).await?.access_token;
        let grant = TokenGrantExchange::new(&self.id, &self.secret, short);
        Ok(access_token::create(grant).send(&self.client).await?.access_token)
    }

    /// A client with the token of the person.
    pub fn person(&self, token: &Secret) -> Client {
        self.client.with_access_token(token)
    }

    /// A client with the token of a Page of the person, which is asked for when it is first needed, and again when it
    /// was refused: after a change of the password, say.
    pub fn page(&self, person: &Client, page_id: &str) -> Client {
        let request = page::get(page_id).fields([page::Field::AccessToken]);
        self.client.with_token_source(TokenFrom::new(person.clone(), request, |page| page.access_token))
    }

    /// What a token allows, if it is good.
    pub async fn scopes(&self, token: &Secret) -> Result<Option<Vec<String>>, Error> {
        let app = self.client.with_access_token(format!("{}|{}", self.id, self.secret.expose()));
        let token = debug_token::get(token).send(&app).await?.data;
        Ok(token.filter(|token| token.is_valid == Some(true)).and_then(|token| token.scopes))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [id, redirect_uri, code, page_id] = arguments.as_slice() else {
        return Err("usage: login <app id> <redirect uri> <code> <page id>".into());
    };
    let app = App::new(Client::builder(), id, &std::env::var("META_GRAPH_APP_SECRET")?, redirect_uri)?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let token = app.log_in(code).await?;
        println!("allowed: {:?}", app.scopes(&token).await?);
        let person = app.person(&token);
        let mut pages = accounts::list().fields([accounts::Field::Id, accounts::Field::Name]).items(&person);
        while let Some(page) = pages.try_next().await? {
            println!("{page:?}");
        }
        let client = app.page(&person, page_id);
        println!("{:?}", page::get(page_id).send(&client).await?.name);
        Ok(())
    })
}
