//! The API document ([OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1.html)), made from the routes, the query
//! parameters and the wire types. Invariant: nothing about the wire is written here that is written there.

mod body;
mod headers;
mod schemas;
pub mod wire;

use serde_json::{Map, Value, json};

use crate::api::header;
use crate::api::problem::{CONTENT_TYPE, Code};
use crate::api::query::{self, Parameter};
use crate::api::route::{Access, Method, Operation, PREFIX, ROUTES, Route};
use crate::ids::{
    AnswerId, CommentId, ContestId, EntryId, FeatureId, MediumId, PersonId, PromiseId, QuestionId, StoryId,
    Target,
};
use crate::text;
use body::Answer;
use schemas::Schemas;

/// The whole document.
pub fn document() -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    for route in ROUTES {
        let operation = operation(route, &mut schemas);
        let path = paths.entry(full_path(route)).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(route.method.as_str().to_ascii_lowercase(), operation);
        }
    }
    let problem = schemas.answer::<crate::api::problem::Problem>();
    let responses = problem_responses(&problem);
    let (schemas, apart) = schemas.finish();
    let mut document = json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Fanfare",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Questions and answers on a brand's own page.",
            "description": DESCRIPTION,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": responses,
            "headers": headers::components(),
            "securitySchemes": {
                "session": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token of `begin_session`; on the community's own pages a cookie stands for it.",
                },
                "operator": { "type": "http", "scheme": "bearer", "description": "The operator's token of the deployment." },
            },
        },
    });
    schemas::settle(&mut document, &apart);
    document
}

const DESCRIPTION: &str = "Every write takes an `Idempotency-Key`: the same request with the same key is done once and its \
answer replayed for 24 hours. Lists answer `{\"data\": […], \"next_cursor\": …}`. Errors are problem details (RFC 9457) with a \
stable `code`. Requests with unknown fields are refused; answers may gain fields and enum values.";

fn full_path(route: &Route) -> String {
    if route.path.starts_with('/') {
        route.path.to_owned()
    } else {
        format!("{PREFIX}{{community}}/{}", route.path)
    }
}

fn operation(route: &Route, schemas: &mut Schemas) -> Value {
    let mut parameters = path_parameters(route);
    parameters.extend(query::parameters(route.operation).iter().map(query_parameter));
    if route.method != Method::Get {
        parameters.push(idempotency_key());
    }
    if headers::is_kept(route) {
        parameters.push(headers::if_none_match());
    }
    let mut operation = json!({
        "operationId": route.operation.as_str(),
        "summary": route.summary,
        "tags": [tag(route)],
        "parameters": parameters,
        "security": security(route.access),
        "responses": responses(route, schemas),
    });
    if let (Some(schema), Some(operation)) =
        (body::request(route.operation, schemas), operation.as_object_mut())
    {
        operation.insert(
            "requestBody".to_owned(),
            json!({
                "required": true,
                "description": format!("At most {} bytes.", route.body_limit),
                "content": content(body::request_types(route.operation), &schema),
            }),
        );
    }
    operation
}

/// The first word of the path below the community, which groups operations in a reader's list.
fn tag(route: &Route) -> &'static str {
    route
        .path
        .trim_start_matches(PREFIX)
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default()
}

fn path_parameters(route: &Route) -> Vec<Value> {
    let mut parameters = Vec::new();
    if !route.path.starts_with('/') {
        parameters.push(json!({
            "name": "community", "in": "path", "required": true, "description": "The community's slug.",
            "schema": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 2, "maxLength": 40 },
        }));
    }
    for name in route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    {
        parameters
            .push(json!({ "name": name, "in": "path", "required": true, "schema": path_parameter(name) }));
    }
    parameters
}

/// The form of a parameter of a path: a place in the log, what names a subject, or an identifier.
fn path_parameter(name: &str) -> Value {
    let prefixes: &[&str] = match name {
        "ballot" => return json!({ "type": "integer", "minimum": 0 }),
        "subject" => {
            return json!({
                "type": "string", "minLength": 1, "maxLength": text::SUBJECT_KEY_MAX,
                "description": "Its identifier, its key or an alias.",
            });
        }
        "question" => &[QuestionId::PREFIX],
        "answer" => &[AnswerId::PREFIX],
        "comment" => &[CommentId::PREFIX],
        "story" => &[StoryId::PREFIX],
        "feature" => &[FeatureId::PREFIX],
        "person" => &[PersonId::PREFIX],
        "medium" => &[MediumId::PREFIX],
        "contest" => &[ContestId::PREFIX],
        "entry" => &[EntryId::PREFIX],
        "promise" => &[PromiseId::PREFIX],
        "target" => &Target::PREFIXES,
        _ => &[],
    };
    json!({ "type": "string", "pattern": format!("^({})[0-9a-f]{{32}}$", prefixes.join("|")) })
}

fn query_parameter(parameter: &Parameter) -> Value {
    let schema = match parameter.value {
        query::Value::Text(max) => json!({ "type": "string", "maxLength": max }),
        query::Value::Word(words) => json!({ "type": "string", "enum": words }),
        query::Value::Id(prefix) => {
            json!({ "type": "string", "pattern": format!("^{prefix}[0-9a-f]{{32}}$") })
        }
        query::Value::Number(max) => json!({ "type": "integer", "minimum": 1, "maximum": max }),
    };
    json!({
        "name": parameter.name, "in": "query", "required": parameter.required,
        "description": parameter.summary, "schema": schema,
    })
}

fn idempotency_key() -> Value {
    json!({
        "name": header::IDEMPOTENCY_KEY, "in": "header", "required": false,
        "description": "A key of the client's own choice: the same request with the same key is done once.",
        "schema": { "type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": crate::text::IDEMPOTENCY_KEY_MAX },
    })
}

fn security(access: Access) -> Value {
    match access {
        Access::Public => json!([]),
        Access::Personal => json!([{}, { "session": [] }]),
        Access::Session | Access::Staff | Access::Moderator => json!([{ "session": [] }]),
        Access::Owner => json!([{ "session": [] }, { "operator": [] }]),
        Access::Operator => json!([{ "operator": [] }]),
    }
}

fn responses(route: &Route, schemas: &mut Schemas) -> Value {
    let mut responses = Map::new();
    let Answer {
        status,
        content_types,
        schema,
    } = body::answer(route.operation, schemas);
    let mut good = json!({ "description": route.summary, "headers": headers::of_answer(route) });
    if let Some(schema) = schema {
        good["content"] = content(content_types, &schema);
    }
    if route.operation == Operation::GetMedium {
        responses.insert("206".to_owned(), good.clone());
    }
    responses.insert(status.to_string(), good);
    if route.is_one_for_visitors() {
        responses.insert(
            "304".to_owned(),
            json!({
                "description": "Nothing changed since the `ETag` that `If-None-Match` names.",
                "headers": headers::of_answer(route),
            }),
        );
    }
    for status in problem_statuses(route) {
        responses.insert(
            status.to_string(),
            json!({ "$ref": format!("#/components/responses/Problem{status}") }),
        );
    }
    Value::Object(responses)
}

/// The same schema under each of these media types.
fn content(types: &[&str], schema: &Value) -> Value {
    let entry = |name: &&str| ((*name).to_owned(), json!({ "schema": schema }));
    Value::Object(types.iter().map(entry).collect())
}

/// The statuses of the problems a route can answer with.
fn problem_statuses(route: &Route) -> Vec<u16> {
    let writes = route.method != Method::Get;
    let of_community = !route.path.starts_with('/');
    let email = route.operation == Operation::AskEmailLink;
    let candidates = [
        (400, true),
        (401, route.access != Access::Public),
        (403, route.access != Access::Public),
        (404, of_community),
        (405, true),
        (409, writes),
        (413, writes),
        (415, route.body_limit > 0),
        (416, route.operation == Operation::GetMedium),
        (422, writes || !query::parameters(route.operation).is_empty()),
        (429, of_community),
        (500, true),
        (503, of_community || email),
    ];
    candidates
        .into_iter()
        .filter_map(|(status, applies)| applies.then_some(status))
        .collect()
}

fn problem_responses(problem: &Value) -> Value {
    let mut responses = Map::new();
    for code in Code::ALL {
        let response = responses
            .entry(format!("Problem{}", code.status()))
            .or_insert_with(|| {
                json!({
                    "description": "",
                    "headers": headers::of_problem(code.status()),
                    "content": { CONTENT_TYPE: { "schema": problem } },
                })
            });
        if let Some(Value::String(description)) = response.get_mut("description") {
            if !description.is_empty() {
                description.push_str(" · ");
            }
            description.push_str(&format!("`{}`: {}", code.as_str(), code.title()));
        }
    }
    Value::Object(responses)
}
