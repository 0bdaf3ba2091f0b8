//! The limits of a value with all that is inside of it, down to what stands in the ir on its own.

use super::of_schema;
use crate::diagnostic::SourceId;
use crate::document::schema::{Additional, Schema, SchemaArena, SchemaId, SchemaType};
use crate::ir::{
    Alternative, Limit, LimitKeyword, LimitValue, Part, PlacedLimit, Standing, Standings, ValueLimits,
};
use crate::number::Number;
use crate::pointer::Pointer;

/// How many schemas are read for one thing behind its references, which can multiply without end.
const MAX_REFERRED: usize = 200;

/// How deeply they may be inside each other.
const MAX_DEPTH: usize = 64;

/// The limits of the schema that stands at a place.
pub(crate) fn of_type(
    schemas: &SchemaArena,
    standings: &Standings,
    (source, pointer): (SourceId, &Pointer),
) -> ValueLimits {
    let mut found = ValueLimits::default();
    if let Some(id) = schemas.find(pointer) {
        Reader::new(schemas, standings, source).schema(id, "", &mut found);
    }
    found.of_integers(false)
}

/// The limits of the schema at a place, or of the schemas of the parameter, the body or the answer that stands there.
pub(crate) fn of_member(
    schemas: &SchemaArena,
    standings: &Standings,
    (source, pointer): (SourceId, &Pointer),
) -> ValueLimits {
    let mut reader = Reader::new(schemas, standings, source);
    let mut found = ValueLimits::default();
    if let Some(id) = schemas.find_at(pointer) {
        reader.part(id, "", &mut found);
        return found.of_integers(false);
    }
    let contents = schemas.contents(pointer);
    for (name, id) in &contents {
        let path = if contents.len() == 1 { String::new() } else { format!("{name}.") };
        reader.part(*id, &path, &mut found);
    }
    found.of_integers(false)
}

/// Reads the limits of one thing.
struct Reader<'a> {
    standings: &'a Standings,
    source: SourceId,
    schemas: &'a SchemaArena,
    /// What the references lead to that stand between the thing and where the reader is.
    passed: Vec<SchemaId>,
    /// The paths of those that lead to plain types with a name.
    behind: Vec<String>,
    depth: usize,
    /// How many schemas may still be read behind references.
    left: usize,
}

impl<'a> Reader<'a> {
    fn new(schemas: &'a SchemaArena, standings: &'a Standings, source: SourceId) -> Self {
        let (passed, behind) = (Vec::new(), Vec::new());
        Self { standings, source, schemas, passed, behind, depth: 0, left: MAX_REFERRED }
    }

    fn standing(&self, id: SchemaId) -> Option<Standing> {
        self.standings.at(self.source, &self.schemas[id].pointer)
    }

    /// Notes that a type with a definition stands for a part.
    fn typed(&self, path: &str, into: &mut ValueLimits) {
        into.part(path).types.push(self.behind.clone());
    }

    /// A schema that may be compared on its own.
    fn part(&mut self, id: SchemaId, path: &str, into: &mut ValueLimits) {
        match self.standing(id) {
            Some(Standing::Type) => self.typed(path, into),
            // Here a member is read for itself.
            Some(Standing::Plain | Standing::Member) | None => self.schema(id, path, into),
        }
    }

    /// A part of the value that the schema around it is about.
    fn inner(&mut self, id: SchemaId, path: &str, into: &mut ValueLimits) {
        match self.standing(id) {
            Some(Standing::Type | Standing::Member) => self.typed(path, into),
            Some(Standing::Plain) | None => self.schema(id, path, into),
        }
    }

    fn schema(&mut self, id: SchemaId, path: &str, into: &mut ValueLimits) {
        let is_behind = !self.passed.is_empty();
        if self.depth >= MAX_DEPTH || (is_behind && self.left == 0) {
            self.typed(path, into);
            into.is_cut = true;
            return;
        }
        self.left -= usize::from(is_behind);
        self.depth += 1;
        let schema = &self.schemas[id];
        let part = into.part(path);
        part.place.get_or_insert_with(|| schema.pointer.clone());
        part.is_of_integers |= says_integers(schema);
        if let Some(next) = schema.reference.as_ref().and_then(|reference| reference.next) {
            self.reference(next, path, into);
        }
        for member in &schema.all_of {
            // What a reference beside keywords leads to has the place of the schema itself.
            match self.schemas[*member].reference {
                Some(_) => self.schema(*member, path, into),
                None => self.part(*member, path, into),
            }
        }
        for (keyword, branches) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
            match branches.as_slice() {
                // Where only one alternative is not `null`, that is the schema itself.
                [only] => self.part(*only, path, into),
                branches if schema.is_split() => {
                    for branch in branches.iter().map(|branch| &self.schemas[*branch]) {
                        self.own(branch, &schema.pointer, into.part(path));
                        self.inside(branch, path, into);
                    }
                }
                branches => branches.iter().for_each(|one| self.alternative(*one, keyword, path, into)),
            }
        }
        // Last, so that a limit which two schemas give has the place of the inner one.
        self.own(schema, &schema.pointer, into.part(path));
        self.inside(schema, path, into);
        self.depth -= 1;
    }

    fn reference(&mut self, next: SchemaId, path: &str, into: &mut ValueLimits) {
        let standing = self.standing(next);
        if standing == Some(Standing::Type) {
            self.typed(path, into);
        } else if !self.passed.contains(&next) {
            let is_plain = standing == Some(Standing::Plain);
            if is_plain {
                let place = &self.schemas[next].pointer;
                into.references.insert(place.clone());
                if self.behind.last().is_none_or(|outer| outer != path) {
                    into.part(path).references.insert(place.clone());
                }
                self.behind.push(path.to_owned());
            }
            self.passed.push(next);
            self.schema(next, path, into);
            self.passed.pop();
            if is_plain {
                self.behind.pop();
            }
        }
    }

    fn alternative(&mut self, id: SchemaId, keyword: &'static str, path: &str, into: &mut ValueLimits) {
        let behind = std::mem::take(&mut self.behind);
        let mut limits = ValueLimits::default();
        self.part(id, "", &mut limits);
        let schema = &self.schemas[id];
        let part = limits.part("");
        if !schema.required.is_empty() {
            let names = Limit::Names(schema.required.iter().map(|name| name.as_str().into()).collect());
            let place = schema.pointer.child("required");
            let keyword = Pointer::root().child("required");
            part.limits.push(PlacedLimit { keyword, limit: names, place, behind: Vec::new() });
        }
        // A plain type with a name does not know its place among the alternatives, and values are reported with their
        // enum.
        if !schema.values().is_empty() || !part.references.is_empty() {
            part.types.push(Vec::new());
        }
        let kind = self.kind(id);
        into.alternatives.push(Alternative {
            path: path.to_owned(),
            keyword,
            kind,
            limits,
            behind: behind.clone(),
        });
        self.behind = behind;
    }

    /// What an alternative is: its `type`, wherever it says so.
    fn kind(&mut self, id: SchemaId) -> String {
        let mut open = vec![id];
        while let Some(id) = open.pop().filter(|_| self.left > 0) {
            self.left -= 1;
            let schema = &self.schemas[id];
            let kinds: Vec<_> = schema.types.kinds().into_iter().map(|kind| kind.name()).collect();
            if !kinds.is_empty() {
                return kinds.join(" or ");
            }
            open.extend(schema.reference.as_ref().and_then(|reference| reference.next));
            open.extend(&schema.all_of);
            let alternatives = [&schema.any_of, &schema.one_of];
            open.extend(alternatives.into_iter().filter(|branches| branches.len() == 1).flatten());
        }
        "any".to_owned()
    }

    /// What a schema says itself; `at` is where that is written.
    fn own(&self, schema: &Schema, at: &Pointer, part: &mut Part) {
        for (keyword, limit) in of_schema(schema).each() {
            let place =
                written(schema, &keyword).tokens().fold(at.clone(), |place, token| place.child(token));
            part.limits.push(PlacedLimit { keyword, limit, place, behind: self.behind.clone() });
        }
    }

    fn inside(&mut self, schema: &Schema, path: &str, into: &mut ValueLimits) {
        let additional = match schema.written_additional() {
            Some(Additional::Schema(id)) => Some(id),
            Some(Additional::Any(_)) | None => None,
        };
        for (part, id) in [("items", schema.items), ("additionalProperties", additional)] {
            if let Some(id) = id {
                self.inner(id, &format!("{path}{part}."), into);
            }
        }
        for (index, id) in schema.prefix_items().iter().enumerate() {
            self.inner(*id, &format!("{path}items {index}."), into);
        }
        for (name, id) in &schema.properties {
            let path = format!("{path}properties.{name}.");
            into.part(&path).is_property = true;
            self.inner(*id, &path, into);
        }
        for (pattern, id) in schema.held.iter().flat_map(|held| &held.patterns) {
            self.inner(*id, &format!("{path}patternProperties.{pattern}."), into);
        }
    }
}

/// Whether a schema says that the numbers among its values are integers.
fn says_integers(schema: &Schema) -> bool {
    let kinds = schema.types.kinds();
    match kinds.as_slice() {
        [] => schema.effective_type() == Some(SchemaType::Integer),
        kinds => !kinds.contains(&SchemaType::Number),
    }
}

/// Where a schema writes one of its limits.
fn written(schema: &Schema, keyword: &Pointer) -> Pointer {
    let is_number = |keyword| matches!(schema.limit(keyword), Some(LimitValue::Number(_)));
    let is_strict = |bound: Option<(&Number, bool)>| bound.is_some_and(|(_, is_strict)| is_strict);
    let token = match keyword.as_str() {
        "/minimum" if is_number(LimitKeyword::ExclusiveMinimum) && is_strict(schema.least()) => {
            "exclusiveMinimum"
        }
        "/maximum" if is_number(LimitKeyword::ExclusiveMaximum) && is_strict(schema.most()) => {
            "exclusiveMaximum"
        }
        "/enum" if schema.enumeration.is_empty() => "const",
        _ => return keyword.clone(),
    };
    Pointer::root().child(token)
}
