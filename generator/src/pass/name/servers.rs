//! Names of the constants for servers that have a name.

use super::keep::Naming;
use super::scope::{GIVEN, Item};
use crate::ir::{Api, Ident};
use crate::name_lock::Key;
use crate::naming::words;

pub(super) fn run(api: &mut Api, naming: &mut Naming) {
    let Some(choice) = api.operations.iter().find(|operation| !operation.servers.is_empty()) else { return };
    let named = choice.servers.iter().enumerate();
    let named: Vec<(usize, String)> =
        named.filter_map(|(index, server)| Some((index, server.name.clone()?))).collect();
    let items = named.iter().map(|(_, name)| Item::new(GIVEN, words::shouty(name)));
    let keys = |index: usize| vec![Key::of(&named[index].1)];
    let names = naming.assign(format_args!("server"), items.collect(), keys, &|_| false, "_");
    api.named_servers = names.into_iter().map(Ident).zip(named.iter().map(|(index, _)| *index)).collect();
}
