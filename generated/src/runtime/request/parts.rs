//! What a request is made of.

use super::body::Body;
use super::elsewhere::Elsewhere;
use super::entry::{Entry, set};
use super::operation::{Method, Operation};
use super::style::{How, Style, text};
use crate::runtime::wire::Encode;
use std::borrow::Cow;

/// What a request is made of: the operation, the parameters and the body.
///
/// It is a plain value: requests can be compared, cloned and sent again.
#[derive(Clone, PartialEq)]
pub struct Parts {
    pub(super) operation: &'static Operation,
    /// The operation whose server and credentials are used, where it is another.
    host: &'static Operation,
    /// Whether sending the request twice has the same effect as sending it once.
    is_repeatable: bool,
    /// The header in which the server takes a key that makes it safe to repeat.
    pub(super) key_header: Option<Cow<'static, str>>,
    /// The requests that this one holds, which a fake answers one by one.
    #[cfg(feature = "testing")]
    members: Vec<Self>,
    /// What the requests are about that this one holds, where it holds others.
    held: Vec<Option<String>>,
    /// Where it goes, if not to the path of the operation.
    pub(super) url: Option<Elsewhere>,
    pub(super) path: Vec<Entry>,
    pub(super) query: Vec<Entry>,
    pub(super) headers: Vec<Entry>,
    pub(super) cookies: Vec<Entry>,
    pub(super) body: Body,
    /// The media type of the body, where it is another than the usual one of its kind.
    pub(super) media_type: Option<Cow<'static, str>>,
    /// What the `Accept` header asks for, where it is not what the operation expects.
    pub(super) accept: Option<Cow<'static, str>>,
    /// Whether the body of the answer is read piece by piece.
    is_streamed: bool,
    /// Whether the last segment of the path is left out.
    is_at_parent: bool,
    /// Whether it is not an error if the server says that nothing has changed.
    is_conditional: bool,
}

/// Setting a parameter again replaces it; a value that is absent is not set.
impl Parts {
    /// A request to the operation, without parameters.
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            host: operation,
            is_repeatable: operation.method.is_repeatable(),
            key_header: None,
            #[cfg(feature = "testing")]
            members: Vec::new(),
            held: Vec::new(),
            url: None,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            body: Body::None,
            media_type: None,
            accept: None,
            is_streamed: false,
            is_at_parent: false,
            is_conditional: false,
        }
    }

    /// Asks for another media type.
    pub(crate) fn accept(&mut self, media_type: Cow<'static, str>) {
        self.accept = Some(media_type);
    }

    /// Reads the body of the answer piece by piece.
    pub(crate) fn streamed(mut self) -> Self {
        self.is_streamed = true;
        self
    }

    /// Whether the body of the answer is read piece by piece.
    pub(crate) fn is_streamed(&self) -> bool {
        self.is_streamed
    }

    /// Takes it for an answer if the server says that nothing has changed.
    pub(crate) fn conditional(&mut self) {
        self.is_conditional = true;
    }

    /// Whether it is not an error if the server says that nothing has changed.
    pub(crate) fn is_conditional(&self) -> bool {
        self.is_conditional
    }

    /// The operation.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Whether sending the request twice has the same effect as sending it once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.is_repeatable || self.has_key()
    }

    /// Says whether sending the request twice has the same effect as sending it once, where the method leaves that
    /// open.
    pub(crate) fn repeatable(&mut self, is_repeatable: bool) {
        self.is_repeatable = is_repeatable;
    }

    /// Says that the request holds others, which are about these things.
    pub(crate) fn holding(&mut self, subjects: Vec<Option<String>>) {
        self.held = subjects;
    }

    /// Keeps the requests that this one holds.
    #[cfg(feature = "testing")]
    pub(crate) fn of_members(&mut self, members: Vec<Self>) {
        self.members = members;
    }

    /// The requests that this one holds.
    #[cfg(feature = "testing")]
    pub(crate) fn members(&self) -> &[Self] {
        &self.members
    }

    /// Whether it reads what the only parameter of its path names, at the end of the path.
    pub(crate) fn is_read_of_a_node(&self) -> bool {
        let last = self.operation.path.rsplit_once('/').map_or("", |(_, last)| last);
        self.operation.method == Method::Get
            && self.path.len() == 1
            && last.starts_with('{')
            && last.find('}') == Some(last.len() - 1)
    }

    /// The same request to what its path begins with, without the last parameter.
    pub(crate) fn without_node(mut self) -> Self {
        self.path.clear();
        self.is_at_parent = true;
        self
    }

    /// The same request without its body.
    pub(crate) fn without_body(&self) -> Self {
        Self { body: Body::None, media_type: None, ..self.clone() }
    }

    /// Whether the other request differs from this one at most in the parameters of the path.
    pub(crate) fn differs_in_path_only(&self, other: &Self) -> bool {
        let sent = |parts: &Self| (parts.query.clone(), parts.headers.clone(), parts.cookies.clone());
        self.operation == other.operation && sent(self) == sent(other) && self.body == other.body
    }

    /// The path with placeholders for its parameters.
    pub(super) fn template(&self) -> &'static str {
        match self.operation.path.rfind('/') {
            Some(at) if self.is_at_parent => self.operation.path.get(..=at).unwrap_or_default(),
            _ => self.operation.path,
        }
    }

    /// Whether the request holds others.
    pub(crate) fn holds_others(&self) -> bool {
        !self.held.is_empty()
    }

    /// What the request is about: the first parameter of its path.
    pub(crate) fn subject(&self) -> Option<String> {
        self.path.first().map(|entry| text(&entry.value))
    }

    /// What each request is about that counts against the limits of the API.
    pub(crate) fn subjects(&self) -> Vec<Option<String>> {
        if self.holds_others() { self.held.clone() } else { vec![self.subject()] }
    }

    /// Uses the server and the credentials of another operation.
    pub(crate) fn on_behalf_of(&mut self, operation: &'static Operation) {
        self.host = operation;
    }

    /// The operation whose server and credentials are used.
    pub(crate) fn host(&self) -> &'static Operation {
        self.host
    }

    /// Whether the other operation has the same server.
    pub(crate) fn shares_server_with(&self, operation: &Operation) -> bool {
        (self.host.server, self.host.servers) == (operation.server, operation.servers)
    }

    /// Sets a parameter of the path in the usual style.
    pub(crate) fn path(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode) {
        self.path_as(name, value, How::new(Style::Simple, false));
    }

    /// Sets a parameter of the path.
    pub(crate) fn path_as(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode, how: How) {
        let mut entry = Entry::new(name, value, how);
        let given = text(&entry.value);
        if let Some((id, signature)) = self.operation.expects.protocol.signed_id(&given) {
            // The template may say already what the id begins with.
            let (before, _) =
                self.operation.path.split_once(&format!("{{{}}}", entry.name)).unwrap_or_default();
            let id = id.strip_prefix(before.rsplit('/').next().unwrap_or_default()).unwrap_or(id);
            entry.value = id.into();
            if let Some((name, signature)) = signature {
                self.query(name, &signature);
            }
        }
        set(&mut self.path, entry);
    }

    /// Sets a parameter of the query in the usual style.
    pub(crate) fn query(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode) {
        self.query_as(name, value, How::new(Style::Form, true));
    }

    /// Sets a parameter of the query.
    pub(crate) fn query_as(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode, how: How) {
        if !value.is_absent() {
            set(&mut self.query, Entry::new(name, value, how));
        }
    }

    /// Sets a header in the usual style.
    pub(crate) fn header(&mut self, name: &'static str, value: &dyn Encode) {
        self.header_as(name, value, How::new(Style::Simple, false));
    }

    /// Sets a header.
    pub(crate) fn header_as(&mut self, name: &'static str, value: &dyn Encode, how: How) {
        if !value.is_absent() {
            set(&mut self.headers, Entry::new(name, value, how));
        }
    }

    /// Sets a cookie in the usual style: each item of a list is a cookie of its own.
    pub(crate) fn cookie(&mut self, name: &'static str, value: &dyn Encode) {
        self.cookie_as(name, value, How::new(Style::Form, true));
    }

    /// Sets a cookie.
    pub(crate) fn cookie_as(&mut self, name: &'static str, value: &dyn Encode, how: How) {
        if !value.is_absent() {
            set(&mut self.cookies, Entry::new(name, value, how));
        }
    }

    /// Removes a parameter of the query.
    pub(crate) fn remove_query(&mut self, name: &str) {
        self.query.retain(|entry| entry.name != name);
    }
}
