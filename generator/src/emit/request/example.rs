//! The example of an operation: a doctest that compiles and is not run.

mod given;

use super::input::Input;
use crate::emit::ident::{ident, text_ident, written};
use crate::emit::scope::Scope;
use crate::emit::{constructor, selection, union};
use crate::ir::{ContentType, Ident, Operation, Payload, TextFormat, TupleItem, TypeDef, TypeKind, TypeRef};

/// How deep values are built before the example is given up.
const DEPTH: usize = 8;

/// The longest line of an example.
const WIDTH: usize = 90;

/// How models are written.
const MODELS: &str = "models::";

/// How many fields are selected.
const SELECTED: usize = 2;

/// The lines of the example, where values for all arguments can be made up.
pub(super) fn example(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Option<Vec<String>> {
    let values = Values { scope };
    let arguments: Vec<_> = inputs
        .iter()
        .filter(|input| input.role.is_argument())
        .map(|input| values.documented(operation, input).or_else(|| values.input(input)))
        .collect::<Option<_>>()?;
    let setters = inputs.iter().filter(|input| input.role.is_setter());
    let setters: Vec<String> = setters.filter_map(|input| values.setter(operation, input)).collect();
    let library = &scope.cx.package.crate_name;
    let selection = values.selection(operation);
    let written = arguments.iter().chain(&setters).chain(&selection);
    let uses_models = written.into_iter().any(|argument: &String| argument.contains(MODELS));
    let (imports, function) = function_path(scope, operation, uses_models);
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"),
    ];
    lines.extend(imports);
    let answer = if operation.success.payload == Payload::Empty { "" } else { "let answer = " };
    let methods: Vec<String> = setters.into_iter().chain(selection).collect();
    lines.extend(call(&format!("{answer}{function}"), &arguments, &methods));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    Some(lines)
}

/// The call, in one line or, where that is too long, in a line per argument and per method.
fn call(function: &str, arguments: &[String], methods: &[String]) -> Vec<String> {
    let methods: Vec<_> = methods.iter().map(String::as_str).chain([".send(client)", ".await?;"]).collect();
    let head = format!("{function}({})", arguments.join(", "));
    let line = format!("{head}{}", methods.concat());
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = if head.len() <= WIDTH {
        vec![head]
    } else {
        let arguments = arguments.iter().map(|argument| format!("    {argument},"));
        [format!("{function}(")].into_iter().chain(arguments).chain([")".to_owned()]).collect()
    };
    let indent = if head_is_split(&lines) { "" } else { "    " };
    lines.extend(methods.iter().map(|method| format!("{indent}{method}")));
    lines
}

fn head_is_split(lines: &[String]) -> bool {
    lines.len() > 1
}

/// The imports of an example, and the function as the example then calls it.
fn function_path(scope: &Scope<'_>, operation: &Operation, uses_models: bool) -> (Vec<String>, String) {
    let (library, root) = (&scope.cx.package.crate_name, text_ident(scope.cx.root));
    let function = written(&operation.function);
    let modules: Vec<_> = operation.module.iter().map(written).collect();
    let models = uses_models.then(|| format!("use {library}::{root}::models;"));
    match operation.module.last() {
        Some(last) if is_importable(scope, last) => {
            let module = format!("use {library}::{root}::{};", modules.join("::"));
            (models.into_iter().chain([module]).collect(), format!("{}::{function}", written(last)))
        }
        _ => {
            let path: String = modules.iter().map(|module| format!("{module}::")).collect();
            (models.into_iter().collect(), format!("{library}::{root}::{path}{function}"))
        }
    }
}

/// Whether a module may be imported: one that is named like something else in the example would hide it.
fn is_importable(scope: &Scope<'_>, module: &Ident) -> bool {
    let name = module.as_str();
    name != scope.cx.package.crate_name && !["client", "models", "std", "serde_json"].contains(&name)
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
            // Only the preferred type itself turns into the enum.
            None if input.is_choice() => self.value(input.ty, &self.text(input), DEPTH),
            _ => self.argument(input.ty, &self.text(input), DEPTH),
        }
    }

    /// What the document gives for an input of the body.
    fn documented(&self, operation: &Operation, input: &Input<'_>) -> Option<String> {
        if !input.is_property() || input.is_option() {
            return None;
        }
        let illustrated = &operation.body.as_ref()?.illustrated;
        let (_, value) = illustrated.iter().find(|(key, _)| key == input.key)?;
        self.given(input.ty, &serde_json::from_str(value).ok()?)
    }

    /// The call of a setter that the example shows.
    fn setter(&self, operation: &Operation, input: &Input<'_>) -> Option<String> {
        Some(format!(".{}({})", ident(input.name), self.documented(operation, input)?))
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
        match self.scope.cx.api.resolve(ty) {
            TypeRef::String | TypeRef::Secret => Some(literal(text)),
            TypeRef::List(item) => Some(format!("[{}]", self.item(item, text, depth)?)),
            TypeRef::Map(value) => Some(format!("[(\"key\", {})]", self.item(value, text, depth)?)),
            TypeRef::Named(id) => self.turned(&self.scope.cx.api[*id], text, depth),
            _ => self.value(ty, text, depth),
        }
    }

    /// A value of a named type, or what turns into it: a text, or a value of one of its alternatives.
    fn turned(&self, definition: &TypeDef, text: &str, depth: usize) -> Option<String> {
        if let TypeKind::Union(union) = &definition.kind
            && union::is_made_from(self.scope, definition, union)
        {
            let first = union.variants.iter().find_map(|variant| {
                let value = self.value(&variant.ty, text, depth)?;
                Some((self.scope.cx.api.resolve(&variant.ty), value))
            });
            match first? {
                (TypeRef::String, _) => return Some(literal(text)),
                (TypeRef::Named(_), value) => return Some(value),
                _ => {}
            }
        }
        self.named(definition, text, depth)
    }

    /// What may stand in a list or a map that is passed, see `item_type`.
    fn item(&self, ty: &TypeRef, text: &str, depth: usize) -> Option<String> {
        match self.scope.cx.api.resolve(ty) {
            TypeRef::String | TypeRef::Secret => Some(literal(text)),
            TypeRef::Named(id) => self.turned(&self.scope.cx.api[*id], text, depth),
            _ => self.value(ty, text, depth),
        }
    }

    /// A value of exactly this type.
    fn value(&self, ty: &TypeRef, text: &str, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let library = &self.scope.cx.package.crate_name;
        Some(match self.scope.cx.api.resolve(ty) {
            TypeRef::Named(id) => {
                return self.named(self.scope.cx.api.types.get(id.0 as usize)?, text, depth);
            }
            TypeRef::String | TypeRef::Secret => format!("{}.into()", literal(text)),
            TypeRef::Timestamp => "\"2026-01-31T12:00:00Z\".parse().expect(\"a time\")".to_owned(),
            TypeRef::Text(format) => parsed(*format),
            // Nobody knows what makes a value of it.
            TypeRef::Mapped(_) => return None,
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
                let arguments = constructor::arguments(structure);
                let arguments: Option<Vec<_>> = arguments
                    .into_iter()
                    .map(|field| match field.nullable {
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
            TypeKind::Union(union) => union.variants.iter().find_map(|variant| {
                let value = self.value(&variant.ty, text, depth)?;
                let value = if variant.boxed { format!("Box::new({value})") } else { value };
                Some(format!("{path}::{}({value})", ident(&variant.name)))
            }),
            TypeKind::Tuple(tuple) => {
                let item = |item: &TupleItem| {
                    if !item.required {
                        return Some("None".to_owned());
                    }
                    let value = self.value(&item.ty, text, depth)?;
                    Some(if item.boxed { format!("Box::new({value})") } else { value })
                };
                let rest = tuple.rest.iter().map(|_| Some("Vec::new()".to_owned()));
                let items: Option<Vec<_>> = tuple.items.iter().map(item).chain(rest).collect();
                Some(format!("{path}({})", items?.join(", ")))
            }
            TypeKind::Alias(_) => None,
        }
    }

    fn model(&self, definition: &TypeDef) -> String {
        format!("{MODELS}{}", ident(&definition.name))
    }

    /// The call that selects the first fields.
    fn selection(&self, operation: &Operation) -> Option<String> {
        let (definition, structure) =
            self.scope.cx.structure(operation.selects.filter(|_| operation.read_after_write.is_none())?)?;
        // The module exports the enum under a short name, if all its reads select from it.
        let is_exported = self.scope.selected() == operation.selects;
        let name = match operation.module.last() {
            Some(module) if is_exported && is_importable(self.scope, module) => {
                format!("{}::Field", written(module))
            }
            _ => format!("{MODELS}{}", ident(&definition.field_enum)),
        };
        let fields: Vec<_> = structure
            .fields
            .iter()
            .filter(|field| selection::is_selectable(field) && field.docs.deprecated.is_none())
            .take(SELECTED)
            .map(|field| format!("{name}::{}", ident(&field.selector)))
            .collect();
        (!fields.is_empty()).then(|| format!(".fields([{}])", fields.join(", ")))
    }
}

/// A value of a format of text.
fn parsed(format: TextFormat) -> String {
    let (text, name) = match format {
        TextFormat::Date => ("2026-01-31", "a date"),
        TextFormat::TimeOfDay => ("12:00:00Z", "a time"),
        TextFormat::Duration => ("PT90S", "a duration"),
        TextFormat::Uuid => ("67e55044-10b1-426f-9247-bb680e5fe0c8", "a UUID"),
        TextFormat::Base64 | TextFormat::Base64Url => ("Zm9v", "base64"),
    };
    format!("{}.parse().expect({})", literal(text), literal(name))
}

/// A string literal of Rust.
fn literal(text: &str) -> String {
    format!("{text:?}")
}
