//! Says with which Cargo features each part is compiled, so that with any of them all that it needs is there.
//!
//! A module of operations is compiled as a whole, and so is a file of models. What several need has the features of all
//! of them.

use crate::diagnostic::SourceId;
use crate::ir::{
    AnswerSetId, Api, EventKind, FeatureRule, Gate, Gates, Ident, Operation, Payload, TypeId, TypeRef, visit,
};
use std::collections::{BTreeMap, HashMap};

pub(super) fn run(api: &mut Api) {
    if api.gates.rules.values().all(|rule| *rule == FeatureRule::None) {
        return;
    }
    let mut gates = Gates { modules: modules(api), ..api.gates.clone() };
    gates.webhooks = of_events(api, "webhooks", |kind| *kind == EventKind::Webhook);
    gates.callbacks = of_events(api, "callbacks", |kind| *kind != EventKind::Webhook);
    let types = vec![Gate::never(); api.types.len()];
    let mut reach = Reach { api, gates, siblings: siblings(api), types, open: Vec::new() };
    reach.run();
    let mut gates = reach.gates;
    gates.security = gates.schemes.values().fold(Gate::never(), |mut all, gate| {
        all.join(gate);
        all
    });
    let all = gates.modules.values().chain(gates.files.values()).chain([&gates.webhooks, &gates.callbacks]);
    gates.features = all.flat_map(Gate::features).map(str::to_owned).collect();
    api.gates = gates;
}

/// The gate of each module: that of all that stands in it or below it, since both are compiled with it.
fn modules(api: &Api) -> BTreeMap<Vec<Ident>, Gate> {
    let mut modules: BTreeMap<Vec<Ident>, Gate> = BTreeMap::new();
    let operations = api.operations.iter().map(|operation| (&operation.module, operation.source));
    let nodes = api.node_edges.iter().map(|node| (&node.module, node.source));
    for (path, source) in operations.chain(nodes) {
        let gate = rule(api, source).of_module(path);
        for depth in 1..=path.len() {
            modules.entry(path[..depth].to_vec()).or_insert_with(Gate::never).join(&gate);
        }
    }
    modules
}

fn of_events(api: &Api, name: &str, is_in: impl Fn(&EventKind) -> bool) -> Gate {
    let mut gate = Gate::never();
    for event in api.events.iter().filter(|event| is_in(&event.kind)) {
        gate.join(&rule(api, event.source).of_part(name));
    }
    gate
}

/// The rule of a document.
fn rule(api: &Api, source: SourceId) -> &FeatureRule {
    api.gates.rules.get(&source).unwrap_or(&FeatureRule::None)
}

/// The types that stand in one file, by the file.
fn siblings(api: &Api) -> HashMap<&Ident, Vec<TypeId>> {
    let mut siblings: HashMap<&Ident, Vec<TypeId>> = HashMap::new();
    for (id, definition) in (0..).map(TypeId).zip(&api.types) {
        siblings.entry(&definition.file).or_default().push(id);
    }
    siblings
}

/// A walk from what callers use to all that it needs.
struct Reach<'a> {
    api: &'a Api,
    gates: Gates,
    siblings: HashMap<&'a Ident, Vec<TypeId>>,
    types: Vec<Gate>,
    open: Vec<TypeId>,
}

impl<'a> Reach<'a> {
    fn run(&mut self) {
        let api = self.api;
        for operation in &api.operations {
            let gate = self.module(&operation.module);
            self.operation(operation, &gate);
        }
        for node in &api.node_edges {
            let gate = self.module(&node.module);
            self.security(&node.security, &gate);
        }
        // What goes to any path is there with any feature.
        for host in &api.hosts {
            self.security(&host.security, &Gate::Always);
        }
        for event in &api.events {
            let is_webhook = event.kind == EventKind::Webhook;
            let gate = if is_webhook { self.gates.webhooks.clone() } else { self.gates.callbacks.clone() };
            event.payloads().for_each(|ty| self.ty(ty, &gate));
        }
        self.close();
        let unused =
            (0..).map(TypeId).zip(&api.types).filter(|(id, _)| self.types[id.0 as usize] == Gate::never());
        for (id, definition) in unused.collect::<Vec<_>>() {
            let gate = rule(api, definition.source).of_part("schemas");
            self.reach(id, &gate);
        }
        self.close();
        for definition in &api.types {
            let id = self.siblings[&definition.file][0];
            self.gates.files.insert(definition.file.clone(), self.types[id.0 as usize].clone());
        }
    }

    fn module(&self, path: &[Ident]) -> Gate {
        self.gates.modules.get(path).cloned().unwrap_or_default()
    }

    fn operation(&mut self, operation: &'a Operation, gate: &Gate) {
        let refs = visit::sent(operation).into_iter().chain(visit::received(operation));
        let refs = refs.chain(operation.paging.iter().map(|paging| &paging.item));
        refs.for_each(|ty| self.ty(ty, gate));
        if let Some(id) = operation.selects {
            self.reach(id, gate);
        }
        for payload in [&operation.success.payload].into_iter().chain(&operation.failure) {
            self.payload(payload, gate);
        }
        for header in &operation.success.headers {
            self.gates.headers.entry(*header).or_insert_with(Gate::never).join(gate);
            self.ty(&self.api[*header].ty, gate);
        }
        self.security(&operation.security, gate);
    }

    fn payload(&mut self, payload: &'a Payload, gate: &Gate) {
        match payload {
            Payload::OneOf(id) => self.answers(*id, gate),
            Payload::Optional(inner, _) => self.payload(inner, gate),
            _ => payload.ty().into_iter().for_each(|ty| self.ty(ty, gate)),
        }
    }

    fn answers(&mut self, id: AnswerSetId, gate: &Gate) {
        self.gates.answers.entry(id).or_insert_with(Gate::never).join(gate);
        for variant in &self.api[id].variants {
            self.payload(&variant.payload, gate);
        }
    }

    fn security(&mut self, security: &[Vec<String>], gate: &Gate) {
        self.gates.requirements.entry(security.to_vec()).or_insert_with(Gate::never).join(gate);
        for scheme in security.iter().flatten() {
            self.gates.schemes.entry(scheme.clone()).or_insert_with(Gate::never).join(gate);
        }
    }

    fn ty(&mut self, ty: &TypeRef, gate: &Gate) {
        if let Some(id) = ty.named() {
            self.reach(id, gate);
        }
    }

    fn reach(&mut self, id: TypeId, gate: &Gate) {
        if self.types[id.0 as usize].join(gate) {
            self.open.push(id);
        }
    }

    /// Goes on to what the types need, and to those beside them in their files.
    fn close(&mut self) {
        while let Some(id) = self.open.pop() {
            let gate = self.types[id.0 as usize].clone();
            let definition = &self.api[id];
            for ty in visit::uses(definition) {
                self.ty(ty, &gate);
            }
            for sibling in self.siblings[&definition.file].clone() {
                self.reach(sibling, &gate);
            }
        }
    }
}
