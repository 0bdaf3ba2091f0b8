//! The example of an operation: a doctest that compiles and is not run.

use super::input::Input;
use crate::emit::context::is_option;
use crate::emit::ident::{ident, text_ident, written};
use crate::emit::scope::Scope;
use crate::emit::{constructor, selection};
use crate::ir::{ContentType, Operation, Payload, TypeDef, TypeKind, TypeRef};

/// How deep values are built before the example is given up.
const DEPTH: usize = 4;

/// How many fields are selected.
const SELECTED: usize = 2;

/// The lines of the example, where values for all arguments can be made up.
pub(super) fn example(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Option<Vec<String>> {
    let values = Values { scope };
    let arguments: Vec<_> = inputs
        .iter()
        .filter(|input| input.required)
        .map(|input| values.input(input))
        .collect::<Option<_>>()?;
    let library = &scope.cx.package.crate_name;
    let (import, function) = function_path(scope, operation);
    let selection = values.selection(operation).unwrap_or_default();
    let call = format!("{function}({}){selection}.send(client).await?;", arguments.join(", "));
    let call =
        if operation.success.payload == Payload::Empty { call } else { format!("let answer = {call}") };
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"),
    ];
    lines.extend(import);
    lines.extend([call, "# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    Some(lines)
}

/// The import of the module of an operation, and the function as it is called then.
fn function_path(scope: &Scope<'_>, operation: &Operation) -> (Option<String>, String) {
    let (library, root) = (&scope.cx.package.crate_name, text_ident(scope.cx.root));
    let function = written(&operation.function);
    let modules: Vec<_> = operation.module.iter().map(written).collect();
    match modules.last() {
        // A module that is named like the library would hide it from the rest of the example.
        Some(last) if last != library && last != "client" => {
            (Some(format!("use {library}::{root}::{};", modules.join("::"))), format!("{last}::{function}"))
        }
        _ => {
            let path: String = modules.iter().map(|module| format!("{module}::")).collect();
            (None, format!("{library}::{root}::{path}{function}"))
        }
    }
}

/// Makes up values.
struct Values<'s, 'a> {
    scope: &'s Scope<'a>,
}

impl Values<'_, '_> {
    fn input(&self, input: &Input<'_>) -> Option<String> {
        if input.is_option() {
            return Some("None".to_owned());
        }
        match input.raw() {
            Some(ContentType::Text(_) | ContentType::Binary(_)) => Some("\"...\"".to_owned()),
            _ => self.argument(input.ty, &self.text(input), DEPTH),
        }
    }

    /// The text that stands for a value: the example of the document, or the name.
    fn text(&self, input: &Input<'_>) -> String {
        let example = input.docs.example.as_deref().and_then(|example| serde_json::from_str(example).ok());
        match example {
            Some(serde_json::Value::String(text))
                if text.len() <= 60 && !text.contains(['`', '\n', '\r']) =>
            {
                text
            }
            _ => format!("<{}>", input.key),
        }
    }

    /// What may be passed as an argument, see `argument_type`.
    fn argument(&self, ty: &TypeRef, text: &str, depth: usize) -> Option<String> {
        match self.scope.cx.resolve(ty) {
            TypeRef::String | TypeRef::Secret => Some(literal(text)),
            TypeRef::List(item) => {
                let item = match self.scope.cx.resolve(item) {
                    TypeRef::String => literal(text),
                    _ => self.value(item, text, depth)?,
                };
                Some(format!("[{item}]"))
            }
            TypeRef::Map(value) => Some(format!("[(\"key\", {})]", self.value(value, text, depth)?)),
            _ => self.value(ty, text, depth),
        }
    }

    /// A value of exactly this type.
    fn value(&self, ty: &TypeRef, text: &str, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let library = &self.scope.cx.package.crate_name;
        Some(match self.scope.cx.resolve(ty) {
            TypeRef::Named(id) => {
                return self.named(self.scope.cx.api.types.get(id.0 as usize)?, text, depth);
            }
            TypeRef::String | TypeRef::Secret => format!("{}.into()", literal(text)),
            TypeRef::Timestamp => format!("{library}::Timestamp::from_unix_seconds(0).unwrap_or_default()"),
            TypeRef::Integer(_) => "1".to_owned(),
            TypeRef::Float => "1.0".to_owned(),
            TypeRef::Boolean => "true".to_owned(),
            TypeRef::Bytes => format!("{library}::File::new(\"file.txt\", \"text/plain\", \"...\")"),
            TypeRef::Any => "serde_json::Value::Null".to_owned(),
            TypeRef::List(item) => format!("vec![{}]", self.value(item, text, depth)?),
            TypeRef::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            TypeRef::Nullable(_) => "None".to_owned(),
        })
    }

    fn named(&self, definition: &TypeDef, text: &str, depth: usize) -> Option<String> {
        let path = self.model(definition);
        match &definition.kind {
            TypeKind::Struct(structure) if definition.has_constructor => {
                let arguments =
                    structure.fields.iter().filter(|field| constructor::is_argument(self.scope, field));
                let arguments: Option<Vec<_>> = arguments
                    .map(|field| match is_option(field) {
                        true => Some("None".to_owned()),
                        false => self.argument(&field.ty, &format!("<{}>", field.wire_name), depth),
                    })
                    .collect();
                Some(format!("{path}::new({})", arguments?.join(", ")))
            }
            TypeKind::Struct(_) => definition.has_default.then(|| format!("{path}::default()")),
            TypeKind::Enumeration(values) => Some(match values.values.first() {
                Some(value) => format!("{path}::{}", ident(&value.variant)),
                None if values.is_integer => format!("{path}::from(1)"),
                None => format!("{path}::from({})", literal(text)),
            }),
            TypeKind::Union(union) => {
                let variant = union.variants.first()?;
                let value = self.value(&variant.ty, text, depth)?;
                let value = if variant.boxed { format!("Box::new({value})") } else { value };
                Some(format!("{path}::{}({value})", ident(&variant.name)))
            }
            TypeKind::Alias(_) => None,
        }
    }

    fn model(&self, definition: &TypeDef) -> String {
        let (library, root) = (&self.scope.cx.package.crate_name, text_ident(self.scope.cx.root));
        format!("{library}::{root}::models::{}", ident(&definition.name))
    }

    /// The call that selects the first fields.
    fn selection(&self, operation: &Operation) -> Option<String> {
        let (definition, structure) = self.scope.cx.structure(operation.selects?)?;
        let (library, root) = (&self.scope.cx.package.crate_name, text_ident(self.scope.cx.root));
        let name = ident(&definition.field_enum);
        let fields: Vec<_> = structure
            .fields
            .iter()
            .filter(|field| selection::is_selectable(field) && field.docs.deprecated.is_none())
            .take(SELECTED)
            .map(|field| format!("{library}::{root}::models::{name}::{}", ident(&field.selector)))
            .collect();
        (!fields.is_empty()).then(|| format!(".fields([{}])", fields.join(", ")))
    }
}

/// A string literal of Rust.
fn literal(text: &str) -> String {
    format!("{text:?}")
}
