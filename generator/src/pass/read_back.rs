//! Finds what a write can read after it: the node of its path, if the documents have a read of it.

use crate::ir::{Api, Operation, ParameterLocation, TypeId};

pub(super) fn run(api: &mut Api) {
    let reads: Vec<(String, TypeId)> = api.operations.iter().filter_map(read).collect();
    for operation in &mut api.operations {
        let Some(node) = node(operation) else { continue };
        let path = format!("/{{{node}}}");
        operation.selects = reads.iter().find(|(known, _)| *known == path).map(|(_, model)| *model);
    }
}

/// The path and the model of a read whose fields can be selected.
fn read(operation: &Operation) -> Option<(String, TypeId)> {
    let model =
        operation.selects.filter(|_| operation.read_after_write.is_none() && operation.paging.is_none())?;
    Some((operation.documented_path.clone(), model))
}

/// The parameter of the path that names the node which a write can read. What stands in the answer names a node of
/// which nothing is known before.
fn node(operation: &Operation) -> Option<String> {
    let node = &operation.read_after_write.as_ref()?.node;
    let is_parameter = operation
        .parameters
        .iter()
        .any(|parameter| parameter.location == ParameterLocation::Path && parameter.wire_name == *node);
    is_parameter.then(|| node.clone())
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::emit::tests::sample::{operation, parameter};
    use crate::ir::{Api, Operation, ParameterLocation, Payload, ReadAfterWrite, TypeId, TypeRef};

    fn made(method: &str, path: &str, selects: Option<TypeId>, node: Option<&str>) -> Operation {
        let mut made = operation(method, path, &[], "made", Payload::Empty);
        made.selects = selects;
        made.read_after_write = node.map(|node| ReadAfterWrite { node: node.to_owned() });
        made.parameters = vec![parameter("page_id", ParameterLocation::Path, TypeRef::String, true)];
        made
    }

    #[test]
    fn a_write_reads_the_node_of_its_path() {
        let model = Some(TypeId(3));
        let operations = vec![
            made("GET", "/{page_id}", model, None),
            made("POST", "/{page_id}/nlp_configs", None, Some("page_id")),
            made("POST", "/{page_id}/feed", None, Some("post_id")),
            made("POST", "/{page_id}/photos", None, None),
        ];
        let mut api = Api { operations, ..Api::default() };
        run(&mut api);
        let selects =
            |api: &Api| api.operations.iter().map(|operation| operation.selects).collect::<Vec<_>>();
        assert_eq!(selects(&api), [model, model, None, None]);
        // Where nothing reads the node, it has no type.
        api.operations.remove(0);
        run(&mut api);
        assert_eq!(selects(&api), [None; 3]);
    }
}
