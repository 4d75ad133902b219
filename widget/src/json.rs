//! JSON on the wire, read and written by hand: the widget's code is sent to every shopper, and derived readers
//! of the same types weigh four times as much. Tests hold both to the same values.
//!
//! Invariant: [`Read`] takes what `serde` takes of our own answers; what is missing or of another shape is
//! nothing, and never a panic.

#[cfg(feature = "csr")]
mod browser;
pub mod read;
mod text;
pub mod values;
pub mod write;

pub use read::Read;
pub use write::Object;

/// A JSON value, however the platform holds it.
pub trait Json: Sized {
    /// The member of an object; null when there is none.
    fn field(&self, name: &str) -> Self;
    /// Whether it is null, or not there.
    fn is_null(&self) -> bool;
    /// A string.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// A truth value.
    fn flag(&self) -> Option<bool>;
    /// The items of an array.
    fn items(&self) -> Option<Vec<Self>>;
}

#[cfg(test)]
impl Json for serde_json::Value {
    fn field(&self, name: &str) -> Self {
        self.get(name).cloned().unwrap_or_default()
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }
}
