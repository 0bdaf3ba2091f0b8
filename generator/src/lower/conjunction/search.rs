//! Multiplies out what schemas say.

use super::{Alternatives, Choice, Conjunct, Cut, Disjunction, Kinds, Term};
use crate::document::schema::{Schema, SchemaArena, SchemaId};
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

/// How many schemas may stand in each other's `allOf`.
const MAX_NESTING: usize = 64;

/// In how many ways schemas may be met.
const MAX_WAYS: usize = 1 << 10;

/// What several terms say together.
pub(in crate::lower) fn multiplied<'a>(schemas: &'a SchemaArena, terms: &[Term]) -> Disjunction<'a> {
    let mut search = Search { schemas, found: Disjunction::default(), numbers: HashMap::new(), ways: 0 };
    let mut way = Way::default();
    terms.iter().for_each(|term| search.add(&mut way, term, 0));
    search.go_on(way);
    search.found
}

struct Search<'a> {
    schemas: &'a SchemaArena,
    found: Disjunction<'a>,
    /// The numbers of the alternatives that were met.
    numbers: HashMap<Vec<Vec<Term>>, usize>,
    ways: usize,
}

/// What is known of a way so far.
#[derive(Clone)]
struct Way<'a> {
    conjunct: Conjunct<'a>,
    /// The schemas that are met: each counts once, since what two members extend would take exponential time.
    met: HashSet<SchemaId>,
    /// The alternatives that are not chosen yet.
    open: VecDeque<usize>,
}

impl Default for Way<'_> {
    fn default() -> Self {
        let conjunct = Conjunct { kinds: Kinds::ALL, values: None, schemas: Vec::new(), choices: Vec::new() };
        Self { conjunct, met: HashSet::new(), open: VecDeque::new() }
    }
}

impl<'a> Search<'a> {
    fn add(&mut self, way: &mut Way<'a>, term: &Term, depth: usize) {
        match term {
            Term::Schema(id) => match self.schemas.behind(*id) {
                Some(schema) => self.meet(way, schema, depth),
                None => self.found.unknown.push(*id),
            },
            Term::Any(branches) => {
                let set = Alternatives { branches: branches.clone(), keyword: "anyOf", owner: None };
                self.open(way, set);
            }
        }
    }

    /// Meets a schema with its members, from the inside out.
    fn meet(&mut self, way: &mut Way<'a>, schema: &'a Schema, depth: usize) {
        if !way.met.insert(schema.id) {
            return;
        }
        if depth >= MAX_NESTING {
            self.found.cut.get_or_insert(Cut::Depth(schema.pointer.clone()));
            return;
        }
        for member in &schema.all_of {
            self.add(way, &Term::Schema(*member), depth + 1);
        }
        way.narrow(schema);
        for (keyword, ids) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            if ids.is_empty() {
                continue;
            }
            let branches: Vec<Vec<Term>> = ids.iter().map(|id| vec![Term::Schema(*id)]).collect();
            if ids.iter().all(|id| only_constrains(self.schemas, *id, &mut HashSet::new())) {
                let pointer = schema.pointer.child(keyword);
                if !self.found.indistinct.contains(&pointer) {
                    self.found.indistinct.push(pointer);
                }
                continue;
            }
            self.open(way, Alternatives { branches, keyword, owner: Some(schema) });
        }
        way.conjunct.schemas.push(schema);
    }

    fn open(&mut self, way: &mut Way<'a>, set: Alternatives<'a>) {
        let number = match self.numbers.get(&set.branches) {
            Some(number) => *number,
            None => {
                self.numbers.insert(set.branches.clone(), self.found.sets.len());
                self.found.sets.push(set);
                self.found.sets.len() - 1
            }
        };
        let is_chosen = way.conjunct.choices.iter().any(|choice| choice.set == number);
        if !is_chosen && !way.open.contains(&number) {
            way.open.push_back(number);
        }
    }

    /// Goes on with every alternative of the next ones that are open.
    fn go_on(&mut self, mut way: Way<'a>) {
        let kinds = way.conjunct.kinds;
        if kinds.without_null().is_empty() || way.conjunct.values.as_ref().is_some_and(Vec::is_empty) {
            self.found.allows_null |= kinds.has_null() && way.open.is_empty();
            return;
        }
        let Some(set) = way.open.pop_front() else {
            self.finish(way.conjunct);
            return;
        };
        let Some(branches) = self.found.sets.get(set).map(|set| set.branches.clone()) else { return };
        if branches.iter().any(|branch| self.is_met(&way, branch)) {
            // One of the alternatives holds already: a child of the schema whose alternative it is extends that schema.
            self.go_on(way);
            return;
        }
        for (index, branch) in branches.iter().enumerate() {
            self.ways += 1;
            if self.ways > MAX_WAYS {
                self.found.cut.get_or_insert(Cut::Count);
                return;
            }
            let mut next = way.clone();
            next.conjunct.choices.push(Choice { set, index });
            branch.iter().for_each(|term| self.add(&mut next, term, 0));
            let leads_nowhere =
                |term: &Term| matches!(term, Term::Schema(id) if self.schemas.behind(*id).is_none());
            if !branch.iter().any(leads_nowhere) {
                self.go_on(next);
            }
        }
    }

    fn is_met(&self, way: &Way<'a>, branch: &[Term]) -> bool {
        branch.iter().all(|term| match term {
            Term::Schema(id) => self.schemas.behind(*id).is_some_and(|schema| way.met.contains(&schema.id)),
            Term::Any(_) => false,
        })
    }

    fn finish(&mut self, conjunct: Conjunct<'a>) {
        if self.contradicts_itself(&conjunct) {
            return;
        }
        self.found.allows_null |= conjunct.kinds.has_null() && !conjunct.kinds.is_all();
        self.found.conjuncts.push(conjunct);
    }

    /// Whether a member that must be there has no value: the tags of two alternatives.
    fn contradicts_itself(&self, conjunct: &Conjunct<'a>) -> bool {
        if conjunct.choices.is_empty() {
            return false;
        }
        let mut known: HashMap<&str, Vec<&Value>> = HashMap::new();
        let required: HashSet<&str> =
            conjunct.schemas.iter().flat_map(|schema| &schema.required).map(String::as_str).collect();
        for (name, id) in conjunct.schemas.iter().flat_map(|schema| &schema.properties) {
            let Some(schema) = self.schemas.behind(*id).filter(|schema| !schema.values().is_empty()) else {
                continue;
            };
            if !required.contains(name.as_str()) {
                continue;
            }
            let own = schema.values();
            match known.get_mut(name.as_str()) {
                Some(values) => values.retain(|value| own.iter().any(|own| is_same(own, value))),
                None => {
                    known.insert(name, own.iter().map(|value| -> &Value { value }).collect());
                }
            }
        }
        known.values().any(Vec::is_empty)
    }
}

impl<'a> Way<'a> {
    fn narrow(&mut self, schema: &'a Schema) {
        let conjunct = &mut self.conjunct;
        conjunct.kinds = conjunct.kinds.and(Kinds::of(schema));
        let own = schema.values();
        if own.is_empty() {
            return;
        }
        let own = own.iter().map(|value| -> &'a Value { value }).filter(|value| !value.is_null());
        let own: Vec<&'a Value> = own.collect();
        conjunct.values = Some(match conjunct.values.take() {
            None => own,
            Some(mut known) => {
                known.retain(|value| own.iter().any(|own| is_same(own, value)));
                known
            }
        });
    }
}

/// Whether two values are the same, `1` and `1.0` included.
fn is_same(left: &Value, right: &Value) -> bool {
    left == right || (left.is_number() && left.as_f64() == right.as_f64())
}

/// Whether a schema says nothing of the form of a value, neither itself nor in its parts.
fn only_constrains(schemas: &SchemaArena, id: SchemaId, seen: &mut HashSet<SchemaId>) -> bool {
    let Some(schema) = schemas.behind(id) else { return false };
    if !seen.insert(schema.id) {
        return true;
    }
    if schema.has_form() {
        return false;
    }
    let mut parts = schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of);
    parts.all(|part| only_constrains(schemas, *part, seen))
}
