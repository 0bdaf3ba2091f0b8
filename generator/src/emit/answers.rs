//! The enums of answers: one variant for each documented status, and how the status decides which one it is.

use super::cfg::listed;
use super::context::Context;
use super::docs::{Text, code, led};
use super::format::RustFile;
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::answer;
use crate::ir::{AnswerSet, AnswerSetId, AnswerVariant, MediaKind, Payload, Statuses};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

/// The file with all of them.
pub(crate) fn answers(cx: &Context<'_>, items: &mut RustFile<'_>) -> TokenStream {
    let mut sets: Vec<_> = (0..).map(AnswerSetId).zip(&cx.api.answer_sets).collect();
    sets.sort_by(|(_, left), (_, right)| left.name.cmp(&right.name));
    let names = sets.iter().map(|(_, set)| set.name.to_string()).collect();
    let scope = Scope::of_items(cx, items.comments, names);
    for (id, set) in sets {
        let cfg = listed(cx.api.gates.answers.get(&id));
        items.add(item(&scope, set, &cfg));
        items.add(reading(&scope, set, &cfg));
    }
    let docs =
        Text::of("What operations answer that have more than one answer, by status.").inner(items.comments);
    let imports = scope.imports();
    quote!(#docs #imports)
}

/// The method of `Answer` that reads a payload.
pub(crate) fn read(payload: &Payload) -> Ident {
    format_ident!(
        "{}",
        match payload {
            Payload::Empty => "empty",
            Payload::Json(_) => "json",
            Payload::Text => "text",
            Payload::Bytes => "bytes",
            Payload::Paged(_) => "paged",
            Payload::Location => "location",
            Payload::Optional(..) | Payload::OneOf(_) => "one_of",
        }
    )
}

fn item(scope: &Scope<'_>, set: &AnswerSet, cfg: &TokenStream) -> TokenStream {
    let name = ident(&set.name);
    let docs = match set.is_failure {
        true => {
            "What the body of an error holds, by its status; [`Error::failure`](crate::Error::failure) reads it."
        }
        false => "The answers of an operation, by status.",
    };
    let docs = Text::of(docs).outer(scope.comments);
    let variants = set.variants.iter().map(|variant| {
        let (docs, name) = (variant_docs(variant).outer(scope.comments), ident(&variant.name));
        let holds = (variant.payload != Payload::Empty).then(|| {
            let payload = answer(scope, &variant.payload);
            quote!((#payload))
        });
        quote!(#docs #name #holds,)
    });
    let undocumented = is_open(set).then(|| {
        let (http, bytes) = (scope.external("http"), scope.external("bytes"));
        quote! {
            /// A success with a status that the document does not list, and its body.
            Undocumented(#http::StatusCode, #bytes::Bytes),
        }
    });
    quote! {
        #docs
        #cfg
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #undocumented }
    }
}

/// Whether a success can have a status that is not listed.
fn is_open(set: &AnswerSet) -> bool {
    !set.is_failure && set.variants.iter().all(|variant| variant.statuses != Statuses::Default)
}

fn variant_docs(variant: &AnswerVariant) -> Text {
    let head = match variant.statuses {
        Statuses::Default => "Any other status".to_owned(),
        statuses => format!("Status `{statuses}`"),
    };
    let kinds: Vec<String> = variant.media.iter().map(shown).collect();
    let head = if kinds.is_empty() { head } else { format!("{head}, as {}", kinds.join(" or ")) };
    let mut lines = led(&head, variant.description.as_deref().unwrap_or_default());
    if lines.is_empty() {
        let is_location = variant.payload == Payload::Location;
        lines.push(if is_location { format!("{head}: the URL to go to.") } else { format!("{head}.") });
    }
    let mut text = Text::default();
    text.paragraph(lines);
    text
}

/// A kind of body in a sentence.
fn shown(media: &MediaKind) -> String {
    match media {
        MediaKind::Of(media_type) => code(media_type),
        MediaKind::Text => "text".to_owned(),
        MediaKind::Binary => "bytes".to_owned(),
    }
}

fn reading(scope: &Scope<'_>, set: &AnswerSet, cfg: &TokenStream) -> TokenStream {
    let (name, request) = (ident(&set.name), scope.request());
    let media = || set.variants.iter().flat_map(|variant| &variant.media);
    let has_kinds = media().any(|media| !matches!(media, MediaKind::Of(_)));
    // An arm of a whole range may stand beside one of a status in it only where a further condition tells them apart.
    let has_media = media().next().is_some();
    let mut order: Vec<(&AnswerVariant, Option<&MediaKind>)> = Vec::new();
    for variant in &set.variants {
        order.extend(variant.media.iter().map(|media| (variant, Some(media))));
        order.extend(variant.media.is_empty().then_some((variant, None)));
    }
    // Of those with one status, the one for any kind of body comes last.
    order.sort_by_key(|(variant, media)| (variant.statuses, media.is_none(), *media));
    let arms = order.into_iter().map(|(variant, media)| {
        let statuses = pattern(set, variant.statuses, has_media);
        let kind = match media {
            None | Some(MediaKind::Of(_)) => quote!(_),
            Some(MediaKind::Text) => quote!(crate::outcomes::Media::Text),
            Some(MediaKind::Binary) => quote!(crate::outcomes::Media::Binary),
        };
        let guard = match media {
            Some(MediaKind::Of(media_type)) => quote!(if answer.is_of(#media_type)),
            _ => quote!(),
        };
        let pattern = if has_kinds { quote!((#statuses, #kind) #guard) } else { quote!(#statuses #guard) };
        let (read, name) = (read(&variant.payload), ident(&variant.name));
        match variant.payload {
            Payload::Empty => quote!(#pattern => answer.#read().map(|()| Self::#name),),
            _ => quote!(#pattern => answer.#read().map(Self::#name),),
        }
    });
    let is_total = set.variants.iter().any(|variant| variant.statuses == Statuses::Default);
    let rest = match (is_total, set.is_failure) {
        (true, _) => quote!(),
        (false, true) => quote!(_ => Err(answer.unlisted()),),
        (false, false) => {
            quote!(_ => answer.undocumented(Self::Undocumented),)
        }
    };
    let subject = if has_kinds { quote!((answer.status(), answer.media())) } else { quote!(answer.status()) };
    quote! {
        #cfg
        impl #request::FromAnswer for #name {
            fn from_answer(answer: #request::Answer) -> Result<Self, crate::Error> {
                match #subject { #(#arms)* #rest }
            }
        }
    }
}

fn pattern(set: &AnswerSet, statuses: Statuses, has_media: bool) -> TokenStream {
    match statuses {
        Statuses::Code(code) => status(code).into_token_stream(),
        Statuses::Class(class) => {
            let all = u16::from(class) * 100..=u16::from(class) * 100 + 99;
            // Clippy minds a range that ends with the status of an arm before it, not one that goes around it.
            let is_free = |code: &u16| {
                has_media || set.variants.iter().all(|other| other.statuses != Statuses::Code(*code))
            };
            let (first, last) = (all.clone().find(is_free), all.clone().rfind(is_free));
            let (first, last) = (first.unwrap_or(*all.start()), last.unwrap_or(*all.end()));
            let (first, last) = (status(first), status(last));
            quote!(#first..=#last)
        }
        Statuses::Default => quote!(_),
    }
}

/// A status as a number without a suffix.
pub(crate) fn status(code: u16) -> Literal {
    Literal::u16_unsuffixed(code)
}
