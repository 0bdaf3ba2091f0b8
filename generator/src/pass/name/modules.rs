//! Names of modules. Words that read the same in Rust are one module.

use super::{reserved, words};
use crate::ir::{Api, Ident};

pub(super) fn run(api: &mut Api) {
    let modules = api.operations.iter_mut().map(|operation| &mut operation.module);
    for module in modules.chain(api.node_edges.iter_mut().map(|node| &mut node.module)) {
        for segment in module {
            *segment = Ident(name(&segment.0));
        }
    }
}

fn name(word: &str) -> String {
    let name = words::snake(word);
    if reserved::is_module(&name) { format!("{name}_api") } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn modules_stay_out_of_the_way() {
        assert_eq!(name("Business AI"), "business_ai");
        assert_eq!(name("security"), "security_api");
        assert_eq!(name("self"), "self_api");
        assert_eq!(name("type"), "type");
    }
}
