//! Numbers within bounds.

use super::Object;
use super::schema::Bounds;
use serde_json::{Number, Value};

/// Below this, a float can hold every integer (2 to the power of 53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A whole number.
pub(super) fn integer(schema: &Object, index: usize) -> Option<Value> {
    let step = step(schema).map_or(1.0, |step| if step.fract() == 0.0 { step } else { 1.0 });
    let number = find(schema, 1.0, step, index)?;
    let exact = |number: f64| (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64);
    // A float cannot hold bounds at the limits of 64 bits.
    Some(Value::from(exact(number)?))
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
