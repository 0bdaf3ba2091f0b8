//! Finds what a write can read after it, if the documents have a read of it: the node of its path, or the one that it
//! has made, which the answer names.

use crate::ir::{Api, Operation, TypeId};

pub(super) fn run(api: &mut Api) {
    let reads: Vec<Read> = api.operations.iter().filter_map(Read::of).collect();
    for operation in &mut api.operations {
        let Some(node) = operation.read_after_write.as_ref().map(|read| &read.node) else { continue };
        let parameter = format!("{{{node}}}");
        let is_made = !operation.documented_path.contains(&parameter);
        let read = reads
            .iter()
            .find(|read| !read.is_list && read.path.strip_prefix('/') == Some(parameter.as_str()));
        // What is made on an edge is what the edge lists.
        let listed = || reads.iter().find(|read| read.is_list && read.path == operation.documented_path);
        operation.selects = read.or_else(|| listed().filter(|_| is_made)).map(|read| read.model);
    }
}

/// A read whose fields can be selected.
struct Read {
    path: String,
    model: TypeId,
    is_list: bool,
}

impl Read {
    fn of(operation: &Operation) -> Option<Self> {
        let model = operation.selects.filter(|_| operation.read_after_write.is_none())?;
        let path = operation.documented_path.clone();
        Some(Self { path, model, is_list: operation.paging.is_some() })
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::emit::tests::sample::operation;
    use crate::ir::{Api, Operation, Paging, Payload, ReadAfterWrite, TypeId, TypeRef};

    fn made(method: &str, path: &str, selects: Option<u32>, node: Option<&str>) -> Operation {
        let mut made = operation(method, path, &[], "made", Payload::Empty);
        made.selects = selects.map(TypeId);
        made.read_after_write = node.map(|node| ReadAfterWrite { node: node.to_owned() });
        made
    }

    fn list(path: &str, selects: u32) -> Operation {
        let paging = Some(Paging { item: TypeRef::String, listing: None });
        Operation { paging, ..made("GET", path, Some(selects), None) }
    }

    fn selects(operations: Vec<Operation>) -> Vec<Option<u32>> {
        let mut api = Api { operations, ..Api::default() };
        run(&mut api);
        api.operations.iter().map(|operation| operation.selects.map(|TypeId(id)| id)).collect()
    }

    #[test]
    fn a_write_reads_the_node_of_its_path() {
        let write = || made("POST", "/{page_id}/nlp_configs", None, Some("page_id"));
        let read = made("GET", "/{page_id}", Some(3), None);
        assert_eq!(
            selects(vec![read, write(), made("POST", "/{page_id}/feed", None, None)]),
            [Some(3), Some(3), None]
        );
        // Where nothing reads the node, it has no type: what the edge lists is not the node.
        assert_eq!(selects(vec![list("/{page_id}/nlp_configs", 4), write()]), [Some(4), None]);
    }

    #[test]
    fn a_write_reads_the_node_that_it_has_made() {
        let write = |node| made("POST", "/{page_id}/feed", None, Some(node));
        let (read, list) = (made("GET", "/{post_id}", Some(5), None), list("/{page_id}/feed", 6));
        let other = made("GET", "/{page_id}/feed", Some(7), None);
        assert_eq!(selects(vec![list.clone(), write("id")]), [Some(6), Some(6)]);
        assert_eq!(selects(vec![list, read, write("post_id")]), [Some(6), Some(5), Some(5)]);
        // An edge that is not a list holds one thing of its own.
        assert_eq!(selects(vec![other, write("id")]), [Some(7), None]);
    }
}
