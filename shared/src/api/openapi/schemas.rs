//! The schemas of the wire types. What is sent and what is answered differ where a field has a default: both
//! forms of such a type are kept, the one that is sent with `Input` after its name.

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value};

/// Where schemas stand in the document.
const HOME: &str = "#/components/schemas/";
/// Where the schemas of what is sent stand until they are sorted in.
const SENT: &str = "#/components/sent/";

/// The schemas met so far.
pub(super) struct Schemas {
    answers: SchemaGenerator,
    requests: SchemaGenerator,
}

impl Default for Schemas {
    fn default() -> Self {
        let settings = |path: &'static str| {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = path.into();
                settings.meta_schema = None;
            })
        };
        Self {
            answers: settings("/components/schemas").for_serialize().into_generator(),
            requests: settings("/components/sent").for_deserialize().into_generator(),
        }
    }
}

impl Schemas {
    /// The schema of a type that is answered.
    pub(super) fn answer<T: JsonSchema>(&mut self) -> Value {
        self.answers.subschema_for::<T>().to_value()
    }

    /// The schema of a type that is sent.
    pub(super) fn request<T: JsonSchema>(&mut self) -> Value {
        self.requests.subschema_for::<T>().to_value()
    }

    /// All schemas by name. References to what is sent are still to be settled by [`settle`].
    pub(super) fn finish(mut self) -> (Map<String, Value>, Vec<String>) {
        let mut all = self.answers.take_definitions(true);
        let sent = self.requests.take_definitions(true);
        let mut apart = Vec::new();
        // A type is apart if it differs itself, or holds one that is: repeat until nothing more turns up.
        loop {
            let before = apart.len();
            for (name, schema) in &sent {
                let mut same = schema.clone();
                settle(&mut same, &apart);
                if !apart.contains(name) && all.get(name).is_some_and(|answered| *answered != same) {
                    apart.push(name.clone());
                }
            }
            if apart.len() == before {
                break;
            }
        }
        for (name, mut schema) in sent {
            settle(&mut schema, &apart);
            let name = if apart.contains(&name) {
                format!("{name}Input")
            } else {
                name
            };
            all.insert(name, schema);
        }
        (all, apart)
    }
}

/// Points references to what is sent to where it stands in the document.
pub(super) fn settle(value: &mut Value, apart: &[String]) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(SENT) {
                let input = if apart.iter().any(|other| other == name) {
                    "Input"
                } else {
                    ""
                };
                *text = format!("{HOME}{name}{input}");
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| settle(value, apart)),
        Value::Object(fields) => fields.values_mut().for_each(|value| settle(value, apart)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
