//! The order in which a document is lowered.

use super::context::Lowerer;
use super::{discriminator, docs};
use crate::document::schema::SchemaId;
use crate::ir::{TypeId, TypeKind, TypeRef};

impl Lowerer<'_> {
    /// Lowers the components, then the operations, then what they referred to.
    pub(super) fn run(&mut self) {
        self.all_of_cycles();
        self.children = discriminator::children(self.openapi, self.schemas);
        self.security_schemes();
        for place in self.openapi.components.iter().flat_map(|components| components.schemas.values()) {
            self.slot(SchemaId::of(place));
        }
        self.drain();
        self.operations();
        self.described_tags();
        self.unused_schemes();
        self.webhooks();
        self.drain();
        self.error_codes();
    }

    fn drain(&mut self) {
        while let Some((schema, id)) = self.queue.pop_front() {
            self.fill(schema, id);
        }
    }

    /// Gives a reserved type its content.
    fn fill(&mut self, schema: SchemaId, id: TypeId) {
        let schema = &self.schemas[schema];
        self.api[id].kind = if schema.reference.is_some() {
            TypeKind::Alias(self.node(schema.id, &Default::default()).ty)
        } else {
            let hint = self.api[id].hint.clone();
            self.api[id].docs = docs::of_schema(self.schemas, schema, hint.words.last().map(String::as_str));
            self.note_example(schema.example(), &schema.pointer);
            self.default_of(schema);
            let content = self.nested(&schema.pointer, |this| this.content(schema, &hint));
            content.unwrap_or(TypeKind::Alias(TypeRef::Any))
        };
    }
}
