//! A list of schemas that stay where they are: a large one that grows as a whole copies itself again and again.

use super::Schema;
use std::ops::{Index, IndexMut};

/// How many schemas stand in a block.
const SIZE: usize = 128;

/// The blocks, of which only the last has room.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    blocks: Vec<Vec<Schema>>,
}

impl Blocks {
    pub(super) fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * SIZE + last.len())
    }

    pub(super) fn push(&mut self, schema: Schema) {
        match self.blocks.last_mut() {
            Some(block) if block.len() < SIZE => block.push(schema),
            _ => {
                let mut block = Vec::with_capacity(SIZE);
                block.push(schema);
                self.blocks.push(block);
            }
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Schema> {
        self.blocks.get(index / SIZE)?.get(index % SIZE)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut Schema> {
        self.blocks.get_mut(index / SIZE)?.get_mut(index % SIZE)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.blocks.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        self.blocks.iter_mut().flatten()
    }
}

impl Index<usize> for Blocks {
    type Output = Schema;

    fn index(&self, index: usize) -> &Schema {
        &self.blocks[index / SIZE][index % SIZE]
    }
}

impl IndexMut<usize> for Blocks {
    fn index_mut(&mut self, index: usize) -> &mut Schema {
        &mut self.blocks[index / SIZE][index % SIZE]
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, SIZE};
    use crate::document::schema::Schema;

    #[test]
    fn what_is_added_is_found_by_its_number() {
        let mut blocks = Blocks::default();
        assert_eq!((blocks.len(), blocks.get(0).is_none()), (0, true));
        for number in 0..2 * SIZE + 1 {
            blocks.push(Schema { title: Some(number.to_string()), ..Schema::default() });
            assert_eq!(blocks.len(), number + 1);
        }
        let title = |schema: &Schema| schema.title.clone().unwrap_or_default();
        for number in [0, SIZE - 1, SIZE, 2 * SIZE - 1, 2 * SIZE] {
            assert_eq!(blocks.get(number).map(title), Some(number.to_string()));
            assert_eq!(blocks.get_mut(number).map(|schema| title(schema)), Some(number.to_string()));
        }
        assert!(blocks.get(2 * SIZE + 1).is_none());
        assert!(blocks.iter().map(title).eq((0..2 * SIZE + 1).map(|number| number.to_string())));
        assert_eq!(blocks.iter_mut().count(), 2 * SIZE + 1);
    }
}
