//! Where a change of the specs belongs in our documents.

use super::changes::{Change, How, Item, Use};
use super::documents::{Documents, Spot};
use super::specs::Call;
use graph_generator::pointer::Pointer;
use serde_json::Value;

/// A place for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// What changed stands here.
    Here(String),
    /// It is not in our documents, and belongs here.
    Belongs(String),
    /// Our documents have nothing that it belongs to.
    Nowhere,
}

/// The places of a change; a value of an enum has one for each schema that lists the values.
pub(super) fn places(change: &Change, documents: &Documents) -> Vec<Where> {
    let look = Look { documents, node: &change.node };
    let found = match &change.item {
        Item::Node => vec![look.node()],
        Item::Field { name, .. } => vec![look.field(name)],
        Item::Operation(call) => look.operation(call),
        Item::Parameter { call, name, .. } => vec![look.parameter(call, name)],
        Item::Value { value, uses, .. } => look.value(value, uses),
    };
    // What went has no place but the one where it stands.
    let is_told = |place: &Where| change.how != How::Went || matches!(place, Where::Here(_));
    let found: Vec<Where> = found.into_iter().filter(is_told).collect();
    if found.is_empty() { vec![Where::Nowhere] } else { found }
}

struct Look<'d> {
    documents: &'d Documents,
    node: &'d str,
}

impl Look<'_> {
    fn here(&self, spot: &Spot) -> Where {
        Where::Here(self.documents.shown(spot))
    }

    fn belongs(&self, spot: &Spot) -> Where {
        Where::Belongs(self.documents.shown(spot))
    }

    fn node(&self) -> Where {
        self.schema().map_or(Where::Nowhere, |spot| self.here(&spot))
    }

    /// The schema of the node.
    fn schema(&self) -> Option<Spot> {
        self.documents.find(&pointer(&["components", "schemas", self.node]))
    }

    fn field(&self, name: &str) -> Where {
        let Some(properties) = self.schema().and_then(|schema| self.documents.child(&schema, "properties"))
        else {
            return Where::Nowhere;
        };
        match self.documents.child(&properties, name) {
            Some(property) => self.here(&property),
            None => self.belongs(&properties),
        }
    }

    /// The path of the node, or of an edge of it.
    fn path(&self, endpoint: Option<&str>) -> Option<Spot> {
        let id = format!("{{{}_id}}", snake(self.node));
        let path = match endpoint {
            Some(endpoint) => format!("/{id}/{endpoint}"),
            None => format!("/{id}"),
        };
        self.documents.find(&pointer(&["paths", &path]))
    }

    fn method(&self, call: &Call) -> Option<Spot> {
        let path = self.path(call.endpoint.as_deref())?;
        self.documents.child(&path, &call.method.to_lowercase())
    }

    fn operation(&self, call: &Call) -> Vec<Where> {
        let node = self.path(None);
        let mut found = Vec::new();
        match (self.method(call), self.path(call.endpoint.as_deref())) {
            (Some(method), _) => found.push(self.here(&method)),
            (None, Some(path)) => found.push(self.belongs(&path)),
            (None, None) => found.extend(node.as_ref().map(|node| self.belongs(node))),
        }
        // The edges of a node are listed there, those without an operation among them.
        let edges = node.and_then(|node| self.documents.child(&node, "x-graph-edges"));
        if let (Some(edges), Some(endpoint), "GET") = (edges, &call.endpoint, call.method.as_str()) {
            let listed = self.listed(&edges, "name", endpoint);
            found.push(listed.map_or_else(|| self.belongs(&edges), |edge| self.here(&edge)));
        }
        found
    }

    /// The item of a list whose member has this text.
    fn listed(&self, list: &Spot, key: &str, text: &str) -> Option<Spot> {
        let items = self.documents.value(list)?.as_array()?;
        let at = items.iter().position(|item| match key {
            "" => item.as_str() == Some(text),
            _ => item.get(key).and_then(Value::as_str) == Some(text),
        })?;
        self.documents.child(list, &at.to_string())
    }

    fn parameter(&self, call: &Call, name: &str) -> Where {
        let Some(method) = self.method(call) else { return Where::Nowhere };
        if let Some(found) = self.parameter_of(&method, name) {
            return self.here(&found);
        }
        let home = self.body(&method).and_then(|body| self.documents.child(&body, "properties"));
        let home = home.or_else(|| self.documents.child(&method, "parameters")).unwrap_or(method);
        self.belongs(&home)
    }

    /// A parameter of the query, or a property of the body.
    fn parameter_of(&self, method: &Spot, name: &str) -> Option<Spot> {
        let of_body = self.body(method).and_then(|body| {
            let properties = self.documents.child(&body, "properties")?;
            self.documents.child(&properties, name)
        });
        let of_query = || {
            let parameters = self.documents.child(method, "parameters")?;
            let count = self.documents.value(&parameters)?.as_array()?.len();
            let spots = (0..count).filter_map(|at| self.documents.child(&parameters, &at.to_string()));
            let is_it = |spot: &Spot| {
                let parameter = self.documents.value(&self.documents.schema(spot));
                parameter.and_then(|one| one.get("name")).and_then(Value::as_str) == Some(name)
            };
            spots.into_iter().find(is_it)
        };
        of_body.or_else(of_query)
    }

    /// The schema of the body of an operation, whatever its media type.
    fn body(&self, method: &Spot) -> Option<Spot> {
        let body = self.documents.schema(&self.documents.child(method, "requestBody")?);
        let content = self.documents.child(&body, "content")?;
        let media = self.documents.value(&content)?.as_object()?.keys().next()?.clone();
        let schema = self.documents.child(&self.documents.child(&content, &media)?, "schema")?;
        Some(self.documents.schema(&schema))
    }

    fn value(&self, value: &str, uses: &[Use]) -> Vec<Where> {
        let mut found = Vec::new();
        for one in uses {
            let spot = match one {
                Use::Field(name) => self
                    .schema()
                    .and_then(|schema| self.documents.child(&schema, "properties"))
                    .and_then(|properties| self.documents.child(&properties, name)),
                Use::Parameter(call, name) => {
                    let spot = self.method(call).and_then(|method| self.parameter_of(&method, name));
                    spot.map(|spot| self.documents.child(&spot, "schema").unwrap_or(spot))
                }
            };
            let Some(spot) = spot else { continue };
            let mut schema = self.documents.schema(&spot);
            while let Some(items) = self.documents.child(&schema, "items") {
                schema = self.documents.schema(&items);
            }
            let place = match self.documents.child(&schema, "enum") {
                Some(values) => match self.listed(&values, "", value) {
                    Some(listed) => self.here(&listed),
                    None => self.belongs(&values),
                },
                // Our document takes it as a text, whatever its values are.
                None => self.here(&schema),
            };
            if !found.contains(&place) {
                found.push(place);
            }
        }
        found
    }
}

fn pointer(keys: &[&str]) -> Pointer {
    keys.iter().fold(Pointer::root(), |pointer, key| pointer.child(key))
}

/// The name of a node as the parameters of paths have it: `PagePost` is `page_post`.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
