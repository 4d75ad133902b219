//! The order of functions in a module: those that are alike stand near each other.
//!
//! gzip finds again what it saw within 32 kB, and a Worker is eighty times as long: where a function stands decides
//! what it weighs. Names tell much of that, bodies tell more.
//!
//! Invariant: every function keeps its type, its body and its callers; only indices change.

mod alike;

use std::convert::Infallible;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// The module with its functions in the order that compresses well.
///
/// # Errors
/// When it is no WebAssembly.
pub(super) fn by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let (imports, bodies) = functions(module).context("the functions of a module can't be read")?;
    let order = alike::order(&bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in order.iter().enumerate() {
        *places
            .get_mut(*function)
            .context("an order names what is not there")? = imports + u32::try_from(place)?;
    }
    ensure!(order.len() == bodies.len(), "an order leaves functions out");
    let mut ordered = Module::new();
    Ordering {
        imports,
        order,
        places,
    }
    .parse_core_module(&mut ordered, Parser::new(0), module)
    .context("the functions of a module can't be put in order")?;
    Ok(ordered.finish())
}

/// How many functions come from elsewhere, and the bodies of the others.
fn functions(module: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let mut imports = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imports, bodies))
}

/// Imported functions keep their indices: they come first in every module.
struct Ordering {
    imports: u32,
    /// What stands at a place: functions by their old place.
    order: Vec<usize>,
    /// The new index of a function, by its old place.
    places: Vec<u32>,
}

impl Reencode for Ordering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let place = function.checked_sub(self.imports);
        let moved = place.and_then(|place| self.places.get(usize::try_from(place).ok()?));
        Ok(moved.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for kind in self.order.iter().filter_map(|function| types.get(*function)) {
            functions.function(*kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            if let Some(body) = bodies.get(function) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    };
    use wasm_encoder::{ImportSection, RefType, TableSection, TableType, TypeSection};
    use wasmparser::Operator;

    use super::*;

    /// One imported function, then functions whose bodies are these numbers, each calling the first and the last of
    /// its own kind; the last is exported, and stands in a table.
    fn module(numbers: &[Vec<i32>]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("glue", "call", EntityType::Function(0));
        module.section(&imports);
        let mut functions = FunctionSection::new();
        numbers.iter().for_each(|_| {
            functions.function(0);
        });
        module.section(&functions);
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        });
        module.section(&tables);
        let last = u32::try_from(numbers.len()).expect("they are few");
        let mut exports = ExportSection::new();
        exports.export("last", ExportKind::Func, last);
        module.section(&exports);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions(vec![last].into()),
        );
        module.section(&elements);
        let mut code = CodeSection::new();
        for body in numbers {
            let mut function = Function::new([]);
            for number in body {
                function.instructions().i32_const(*number).drop();
            }
            function.instructions().call(0).call(last).end();
            code.function(&function);
        }
        module.section(&code);
        module.finish()
    }

    fn far_apart() -> Vec<Vec<i32>> {
        let kind = |seed: i32| {
            (0..40)
                .map(|step| seed * 1_000_003 + step * 7919)
                .collect::<Vec<_>>()
        };
        vec![kind(1), kind(2), kind(1), kind(3), kind(2), kind(1)]
    }

    #[test]
    fn functions_that_are_alike_stand_side_by_side() {
        let ordered = by_likeness(&module(&far_apart())).expect("it is a module");
        let (_, bodies) = functions(&ordered).expect("it is a module");
        let kinds: Vec<_> = bodies
            .chunk_by(|one, other| one == other)
            .map(<[_]>::len)
            .collect();
        assert_eq!(kinds, [3, 2, 1]);
    }

    #[test]
    fn who_calls_whom_and_what_is_exported_stays() {
        let ordered = by_likeness(&module(&far_apart())).expect("it is a module");
        let mut named = Vec::new();
        for payload in Parser::new(0).parse_all(&ordered) {
            match payload.expect("it is a module") {
                Payload::ExportSection(section) => {
                    named.extend(section.into_iter().flatten().map(|export| export.index));
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().expect("it is a body");
                    named.extend(
                        operators
                            .into_iter()
                            .flatten()
                            .filter_map(|operator| match operator {
                                Operator::Call { function_index } => Some(function_index),
                                _ => None,
                            }),
                    );
                }
                _ => {}
            }
        }
        // The third of its kind stands third, and the imported one is before all.
        assert_eq!(named, [[3].as_slice(), &[0, 3].repeat(6)].concat());
    }

    #[test]
    fn an_order_that_is_good_already_stays_as_it_is() {
        let ordered = by_likeness(&module(&far_apart())).expect("it is a module");
        assert_eq!(by_likeness(&ordered).expect("it is a module"), ordered);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(by_likeness(b"no wasm").is_err());
    }
}
