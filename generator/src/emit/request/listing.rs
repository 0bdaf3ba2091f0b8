//! How the pages of a list are followed.

use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{
    CursorPlace, Field, Listing, NextPage, Operation, PageInput, PageInputKind, PreviousPage, TypeKind,
    TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The listing as a value of the runtime.
pub(super) fn listing(listing: &Listing) -> TokenStream {
    let items = path(&listing.items);
    let next = next(&listing.next);
    let more = optional(listing.more.as_deref());
    let previous = previous(listing.previous.as_ref());
    quote!(crate::paging::Listing { items: #items, next: #next, more: #more, previous: #previous })
}

fn previous(previous: Option<&PreviousPage>) -> TokenStream {
    match previous {
        None => quote!(crate::paging::Previous::None),
        Some(PreviousPage::Cursor { input: takes, cursor, more }) => {
            let (takes, cursor, more) = (input(takes), cursor_place(cursor), optional(more.as_deref()));
            quote!(crate::paging::Previous::Cursor { input: #takes, cursor: #cursor, more: #more })
        }
        Some(PreviousPage::Page) => quote!(crate::paging::Previous::Page),
        Some(PreviousPage::Offset(size)) => {
            let size = input(size);
            quote!(crate::paging::Previous::Offset(#size))
        }
        Some(PreviousPage::Link) => quote!(crate::paging::Previous::Link),
        Some(PreviousPage::Url(url)) => {
            let url = path(url);
            quote!(crate::paging::Previous::Url(#url))
        }
    }
}

fn next(next: &NextPage) -> TokenStream {
    match next {
        NextPage::Cursor(takes, cursor) => {
            let (takes, cursor) = (input(takes), cursor_place(cursor));
            quote!(crate::paging::Next::Cursor(#takes, #cursor))
        }
        NextPage::Page { input: takes, first, pages } => {
            let (takes, pages) = (input(takes), optional(pages.as_deref()));
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote!(crate::paging::Next::Page { input: #takes, first: #first, pages: #pages })
        }
        NextPage::Offset { input: takes, total } => {
            let (takes, total) = (input(takes), optional(total.as_deref()));
            quote!(crate::paging::Next::Offset { input: #takes, total: #total })
        }
        NextPage::Link => quote!(crate::paging::Next::Link),
        NextPage::Url(url) => {
            let url = path(url);
            quote!(crate::paging::Next::Url(#url))
        }
    }
}

fn cursor_place(cursor: &CursorPlace) -> TokenStream {
    match cursor {
        CursorPlace::Member(member) => {
            let member = path(member);
            quote!(crate::paging::Cursor::Member(#member))
        }
        CursorPlace::FirstItem(member) => {
            let member = path(member);
            quote!(crate::paging::Cursor::FirstItem(#member))
        }
        CursorPlace::LastItem(member) => {
            let member = path(member);
            quote!(crate::paging::Cursor::LastItem(#member))
        }
        CursorPlace::Header(name) => quote!(crate::paging::Cursor::Header(#name)),
    }
}

fn input(input: &PageInput) -> TokenStream {
    let name = &input.wire_name;
    match input.kind {
        PageInputKind::Query => quote!(crate::paging::Input::Query(#name)),
        PageInputKind::Header => quote!(crate::paging::Input::Header(#name)),
        PageInputKind::Text => quote!(crate::paging::Input::Text(#name)),
        PageInputKind::Number => quote!(crate::paging::Input::Number(#name)),
    }
}

fn path(path: &[String]) -> TokenStream {
    quote!(&[#(#path),*])
}

fn optional(member: Option<&[String]>) -> TokenStream {
    match member {
        Some(member) => {
            let member = path(member);
            quote!(Some(#member))
        }
        None => quote!(None),
    }
}

/// The expression for the items of a `page`: the listings pass has made sure that each step is a member.
pub(super) fn items(scope: &Scope<'_>, operation: &Operation, listing: &Listing) -> TokenStream {
    let Some(mut ty) = operation.success.payload.ty() else { return quote!(None) };
    let (mut place, mut is_optional) = (quote!(page), false);
    for key in &listing.items {
        if is_optional {
            place = quote!(#place.as_mut()?);
        }
        let Some(field) = member(scope, ty, key) else { return quote!(None) };
        let name = ident(&field.name);
        place = quote!(#place.#name);
        is_optional = field.is_option();
        if field.is_option() && field.is_clearable() {
            place = quote!(#place.as_mut()?);
        }
        ty = &field.ty;
    }
    match (listing.items.is_empty(), is_optional) {
        (true, _) => quote!(Some(page)),
        (false, true) => quote!(#place.as_mut()),
        (false, false) => quote!(Some(&mut #place)),
    }
}

fn member<'s>(scope: &'s Scope<'_>, ty: &'s TypeRef, key: &str) -> Option<&'s Field> {
    let TypeRef::Named(id) = scope.cx.api.resolve(ty) else { return None };
    let TypeKind::Struct(object) = &scope.cx.api[*id].kind else { return None };
    object.fields.iter().find(|field| field.wire_name == key)
}

/// What the documentation of the function says of the pages.
pub(super) fn note(operation: &Operation) -> Vec<String> {
    let Some(listing) = operation.paging.as_ref().and_then(|paging| paging.listing.as_ref()) else {
        return Vec::new();
    };
    let way = match &listing.next {
        NextPage::Cursor(input, _) => format!("the cursor `{}`", input.wire_name),
        NextPage::Page { input, .. } | NextPage::Offset { input, .. } => format!("`{}`", input.wire_name),
        NextPage::Link => "the header `Link`".to_owned(),
        NextPage::Url(path) => format!("the URL in `{}`", path.join(".")),
    };
    let request = &operation.request;
    let back =
        listing.previous.as_ref().map(|_| "Both go [`backwards`](crate::Items::backwards) too.".to_owned());
    let lines = [
        format!("The answer is a page of a list: [`items`]({request}::items) gives the items of all pages,"),
        format!("and [`pages`]({request}::pages) the pages, which are followed by {way}."),
    ];
    lines.into_iter().chain(back).collect()
}
