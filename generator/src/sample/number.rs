//! Numbers within bounds.

use super::Object;
use super::schema::{Bounds, is_set};
use serde_json::{Number, Value};

/// Below this, a float can hold every integer (2 to the power of 53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A whole number.
pub(super) fn integer(schema: &Object, index: usize) -> Option<Value> {
    let step = step(schema).map_or(1.0, |step| if step.fract() == 0.0 { step } else { 1.0 });
    let exact = |number: f64| (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64);
    match find(schema, 1.0, step, index).and_then(exact) {
        Some(number) => Some(Value::from(number)),
        None => beyond_floats(schema, exact(step)?, index),
    }
}

/// A whole number where a float cannot hold the bounds: at one of them.
fn beyond_floats(schema: &Object, step: i64, index: usize) -> Option<Value> {
    let whole = |keyword: &str| {
        let value = schema.get(keyword)?;
        value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
    };
    // In OpenAPI 3.0 the exclusive keyword is a flag on the other one.
    let end = |plain: &str, exclusive: &str, inwards: i128| {
        let moved = whole(plain).map(|bound| if is_set(schema, exclusive) { bound + inwards } else { bound });
        [moved, whole(exclusive).map(|bound| bound + inwards)]
    };
    let lower = end("minimum", "exclusiveMinimum", 1).into_iter().flatten().max();
    let upper = end("maximum", "exclusiveMaximum", -1).into_iter().flatten().min();
    let (step, index) = (i128::from(step.max(1)), i128::try_from(index).ok()?);
    let from_lower = lower.map(|lower| lower + (-lower).rem_euclid(step) + index * step);
    let from_upper = upper.map(|upper| upper - upper.rem_euclid(step) - index * step);
    let number = from_lower.or(from_upper)?;
    let is_within = lower.is_none_or(|lower| number >= lower) && upper.is_none_or(|upper| number <= upper);
    let number = Some(number).filter(|_| is_within)?;
    i64::try_from(number).map(Value::from).or_else(|_| u64::try_from(number).map(Value::from)).ok()
}

/// A number, with a fraction if that is allowed. Documents that do not know `type: integer` say it in the format.
pub(super) fn number(schema: &Object, index: usize) -> Option<Value> {
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    if format.starts_with("int") || format.starts_with("uint") {
        return integer(schema, index);
    }
    let start = if step(schema).is_some() { 1.0 } else { 1.5 };
    let number = find(schema, start, step(schema).unwrap_or(1.0), index)
        .or_else(|| find(schema, 0.5, step(schema).unwrap_or(0.001), index))?;
    Number::from_f64(number).map(Value::Number)
}

fn step(schema: &Object) -> Option<f64> {
    schema.get("multipleOf").and_then(Value::as_f64).filter(|step| *step > 0.0 && step.is_finite())
}

/// A number within the bounds: near `start`, or otherwise near one of them.
fn find(schema: &Object, start: f64, step: f64, index: usize) -> Option<f64> {
    let bounds = Bounds::of(schema);
    let is_multiple = |number: f64| {
        self::step(schema).is_none_or(|step| {
            let times = number / step;
            (times - times.round()).abs() < 1e-9
        })
    };
    let lower = bounds.lower.map(|bound| bound.value);
    let upper = bounds.upper.map(|bound| bound.value);
    let up = |from: f64| (from / step).ceil() * step;
    let down = |from: f64| (from / step).floor() * step;
    let candidates = [
        Some(start),
        Some(up(start)),
        lower,
        lower.map(up),
        lower.map(|lower| up(lower) + step),
        upper,
        upper.map(down),
        upper.map(|upper| down(upper) - step),
        lower.zip(upper).map(|(lower, upper)| f64::midpoint(lower, upper)),
    ];
    let is_found = |number: &f64| bounds.hold(*number) && is_multiple(*number);
    let first = candidates.into_iter().flatten().find(is_found)?;
    let distance = step * index as f64;
    [first + distance, first - distance].into_iter().find(is_found)
}
