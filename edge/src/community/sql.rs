//! The only place that binds values to statements and reads columns back.
//!
//! Numbers cross to JavaScript as doubles, so integers are checked against 2^53; flags are bound as 0 or 1,
//! never as booleans, which SQLite here would store as text. Nothing calls a cursor's `one`, which throws past
//! `Result`; rows are read through the iterator, which does not.

use std::cell::Cell;

use js_sys::Array;
use shared::time::Millis;
use wasm_bindgen::JsValue;
use worker::SqlStorageValue;

use crate::crossing;
use crate::failure::Failure;

/// A value bound to a `?`.
pub type Value = SqlStorageValue;

/// The database of an object, and what its memory knows of it.
pub struct Sql {
    storage: worker::SqlStorage,
    version: Cell<Option<i64>>,
    new_task: Cell<bool>,
}

impl Sql {
    /// The database of this storage.
    pub fn new(storage: worker::SqlStorage) -> Self {
        Self {
            storage,
            version: Cell::default(),
            new_task: Cell::default(),
        }
    }

    /// The version of the public state, where it is known: the object is the only one who changes it.
    pub fn version(&self) -> &Cell<Option<i64>> {
        &self.version
    }

    /// Whether a task was asked for since the alarm was set.
    pub fn new_task(&self) -> &Cell<bool> {
        &self.new_task
    }

    /// Runs a statement for its effect.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn run(&self, statement: &str, values: Vec<Value>) -> Result<(), Failure> {
        self.values(statement, values).map(|_| ())
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn rows(&self, query: &str, values: Vec<Value>) -> Result<Vec<Row>, Failure> {
        let flat = self.values(query, values)?;
        let columns = flat.get(0).as_f64().unwrap_or_default() as u32;
        if columns == 0 {
            return Ok(Vec::new());
        }
        let row = |from: u32| {
            let values = (from..from + columns).map(|at| read(flat.get(at)));
            values.collect::<Result<_, _>>().map(Row)
        };
        let rows = (1..flat.length()).step_by(columns as usize).map(row);
        rows.collect::<Result<_, _>>()
            .map_err(|error: worker::Error| failed(query, &error))
    }

    fn values(&self, statement: &str, values: Vec<Value>) -> Result<Array, Failure> {
        #[cfg(feature = "fault-injection")]
        super::fault::statement()?;
        let bound = Array::new();
        for value in values {
            bound.push(&bind(value));
        }
        crossing::rows(self.storage.as_ref(), statement, &bound)
            .map_err(|error| failed(statement, &error.into()))
    }

    /// The first row of a query, which should say `LIMIT 1` or look up a key.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn row(&self, query: &str, values: Vec<Value>) -> Result<Option<Row>, Failure> {
        Ok(self.rows(query, values)?.into_iter().next())
    }

    /// The first column of the first row, as an integer; 0 if there is none.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn integer(&self, query: &str, values: Vec<Value>) -> Result<i64, Failure> {
        Ok(self.row(query, values)?.map_or(0, |row| row.integer(0)))
    }

    /// The first column of the first row, as text.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn text(&self, query: &str, values: Vec<Value>) -> Result<Option<String>, Failure> {
        Ok(self.row(query, values)?.and_then(|row| row.maybe_text(0)))
    }
}

/// A row, its columns read by position.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Vec<Value>);

impl Row {
    /// A text column; empty for NULL.
    pub fn text(&self, column: usize) -> String {
        self.maybe_text(column).unwrap_or_default()
    }

    /// A text column that may be NULL.
    pub fn maybe_text(&self, column: usize) -> Option<String> {
        match self.0.get(column) {
            Some(Value::String(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// An integer column; 0 for NULL.
    pub fn integer(&self, column: usize) -> i64 {
        self.maybe_integer(column).unwrap_or_default()
    }

    /// An integer column that may be NULL.
    pub fn maybe_integer(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Value::Integer(number)) => Some(*number),
            Some(Value::Float(number)) => Some(*number as i64),
            _ => None,
        }
    }

    /// A real column; a whole number comes back as an integer.
    pub fn real(&self, column: usize) -> f64 {
        match self.0.get(column) {
            Some(Value::Integer(number)) => *number as f64,
            Some(Value::Float(number)) => *number,
            _ => 0.0,
        }
    }

    /// A flag column.
    pub fn flag(&self, column: usize) -> bool {
        self.integer(column) != 0
    }

    /// A time column.
    pub fn time(&self, column: usize) -> Millis {
        Millis::new(self.integer(column))
    }

    /// A time column that may be NULL.
    pub fn maybe_time(&self, column: usize) -> Option<Millis> {
        self.maybe_integer(column).map(Millis::new)
    }
}

/// Binds a text.
pub fn text(value: impl AsRef<str>) -> Value {
    Value::String(value.as_ref().to_owned())
}

/// Binds a text or NULL.
pub fn maybe_text(value: Option<impl AsRef<str>>) -> Value {
    value.map_or(Value::Null, text)
}

/// Binds an integer. Past 2^53, which no count or time here reaches, it is bound as NULL and a
/// `NOT NULL` column refuses the row.
pub fn integer(value: impl Into<i64>) -> Value {
    Value::try_from_i64(value.into()).unwrap_or(Value::Null)
}

/// Binds a real.
pub fn real(value: f64) -> Value {
    Value::Float(value)
}

/// Binds a flag as 0 or 1.
pub fn flag(value: bool) -> Value {
    Value::Integer(value.into())
}

/// Binds a time.
pub fn time(value: Millis) -> Value {
    integer(value.get())
}

/// Binds a time or NULL.
pub fn maybe_time(value: Option<Millis>) -> Value {
    value.map_or(Value::Null, time)
}

fn bind(value: Value) -> JsValue {
    match value {
        Value::Integer(number) => JsValue::from_f64(number as f64),
        other => other.into(),
    }
}

fn read(value: JsValue) -> worker::Result<Value> {
    if let Some(text) = value.as_string() {
        return Ok(Value::String(text));
    }
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < MAX_SAFE_INTEGER => {
            Ok(Value::Integer(number as i64))
        }
        Some(number) => Ok(Value::Float(number)),
        None => value.try_into(),
    }
}

/// Past it a double skips whole numbers.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_992.0;

fn failed(statement: &str, error: &worker::Error) -> Failure {
    let first_line = statement.trim_start().lines().next().unwrap_or_default();
    Failure::Internal(format!("{error} in `{first_line}`"))
}
