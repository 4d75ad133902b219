//! The one way to write: a closure over the object's `transactionSync`.
//!
//! Invariant: what the closure did is kept if it returned `Ok`, and gone if it returned `Err` or panicked. No
//! `await` can stand inside, so nothing interleaves. The `worker` crate does not bind `transactionSync`: the
//! binding below does.

use wasm_bindgen::prelude::*;

use super::sql::Sql;
use crate::failure::Failure;

#[wasm_bindgen]
extern "C" {
    /// `DurableObjectStorage`, as far as the crate leaves it unbound.
    type SynchronousStorage;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &SynchronousStorage,
        closure: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;
}

/// The storage of an object.
pub struct Store {
    sql: Sql,
    storage: SynchronousStorage,
}

impl Store {
    /// The storage of the object in this state.
    pub fn new(state: &worker::State) -> Self {
        let storage = state.storage();
        let raw: &JsValue = storage.as_raw().as_ref();
        Self {
            sql: Sql::new(storage.sql()),
            storage: raw.clone().unchecked_into(),
        }
    }

    /// The database, for reading.
    pub fn sql(&self) -> &Sql {
        &self.sql
    }

    /// Writes, whole or not at all.
    ///
    /// # Errors
    /// What the closure returned; or an internal failure when the transaction could not be kept.
    pub fn write<T>(&self, closure: impl FnOnce(&Sql) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut closure = Some(closure);
        let mut outcome: Option<Result<T, Failure>> = None;
        let kept = self.storage.transaction_sync(&mut || {
            let Some(closure) = closure.take() else {
                return Err(JsValue::from_str("called twice"));
            };
            let result = closure(&self.sql);
            let answer = if result.is_ok() {
                Ok(JsValue::UNDEFINED)
            } else {
                Err(JsValue::from_str("rolled back"))
            };
            outcome = Some(result);
            answer
        });
        if !matches!((&outcome, &kept), (Some(Ok(_)), Ok(_))) {
            self.sql.version().take();
        }
        match (outcome, kept) {
            (Some(Ok(value)), Ok(_)) => Ok(value),
            (Some(Err(failure)), _) => Err(failure),
            (_, kept) => Err(Failure::Internal(format!(
                "the transaction was not kept: {kept:?}"
            ))),
        }
    }
}
