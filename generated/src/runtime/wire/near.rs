//! The name that may be meant by one with a typing mistake.

/// The nearest of the known names, if one is near: at most a third of the letters is wrong.
pub(super) fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let longest = (name.chars().count() / 3).max(1);
    let near = known.iter().map(|known| (distance(name, known), *known));
    near.filter(|(distance, _)| *distance <= longest).min().map(|(_, known)| known)
}

/// How many letters have to be put in, left out, replaced, or exchanged with the next one.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut rows: [Vec<usize>; 2] = [Vec::new(), (0..=other.len()).collect()];
    let mut before = None;
    for (at, letter) in one.chars().enumerate() {
        let mut row = vec![at + 1];
        for (place, wanted) in other.iter().enumerate() {
            let [last_but_one, last] = &rows;
            let cost = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut least = cost(last, place) + usize::from(letter != *wanted);
            least = least.min(cost(last, place + 1) + 1).min(cost(&row, place) + 1);
            let is_exchanged = place > 0 && before == Some(*wanted) && other.get(place - 1) == Some(&letter);
            if is_exchanged {
                least = least.min(cost(last_but_one, place - 1) + 1);
            }
            row.push(least);
        }
        let [_, last] = rows;
        rows = [last, row];
        before = Some(letter);
    }
    rows[1].last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_the_letters_that_are_wrong() {
        let pairs = [("", "", 0), ("", "ab", 2), ("abc", "abc", 0), ("fan_cout", "fan_count", 1)];
        for (one, other, wrong) in pairs.into_iter().chain([("nmae", "name", 1), ("kitten", "sitting", 3)]) {
            assert_eq!((distance(one, other), distance(other, one)), (wrong, wrong), "{one} {other}");
        }
    }

    #[test]
    fn only_what_is_near_is_meant() {
        let known = ["id", "name", "fan_count", "new_like_count"];
        assert_eq!(nearest("fan_cout", &known), Some("fan_count"));
        assert_eq!(nearest("nmae", &known), Some("name"));
        assert_eq!(nearest("ID", &known), None);
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("name", &[]), None);
    }
}
