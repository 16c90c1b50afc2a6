//! The variables of own templates, and their values in a message.

mod table;
mod variable;

use std::{collections::BTreeMap, fmt, sync::Arc};

use minijinja::{
    Error, Value,
    value::{Enumerator, Object, ObjectRepr, ValueKind},
};

use self::table::VARIABLES;
pub use self::variable::Variable;
pub(crate) use self::variable::{Fact, FactLocation};
use crate::{
    context::{self, TextSpace},
    resolved_request::ResolvedRequest,
    text::Text,
};

/// All variables of own templates.
#[must_use]
pub fn variables() -> &'static [Variable] {
    &VARIABLES
}

/// The variable with this name.
pub(super) fn find(name: &str) -> Option<&'static Variable> {
    VARIABLES.iter().find(|variable| variable.name == name)
}

/// The values of the variables in `text`, a text of the message of `resolved`.
pub(super) fn values(resolved: &ResolvedRequest<'_>, text: Text) -> Result<Value, Error> {
    let known = context::build(resolved, text, TextSpace::Ample)?;
    let mut all: BTreeMap<&str, Value> = BTreeMap::new();
    let mut groups: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for variable in &VARIABLES {
        let value = variable.value(&known)?;
        match variable.name.split_once('.') {
            Some((group, name)) => drop(groups.entry(group).or_default().insert(name, value)),
            None => drop(all.insert(variable.name, value)),
        }
    }
    all.extend(groups.into_iter().map(|(group, values)| (group, Value::from(values))));
    Ok(Value::from(all))
}

impl Variable {
    /// The value of the variable in the context of the built-in templates.
    fn value(&'static self, known: &Value) -> Result<Value, Error> {
        let mut found = known.clone();
        for step in self.path {
            if found.is_none() {
                break;
            }
            found = found.get_attr(step)?;
        }
        if self.list {
            let notes: Vec<Value> = found.try_iter()?.map(|note| note.get_attr("text")).collect::<Result<_, _>>()?;
            return Ok(if notes.is_empty() { Value::from_object(Unknown(self)) } else { Value::from(notes) });
        }
        if found.kind() == ValueKind::Bool {
            return Ok(if found.is_true() { Value::from("yes") } else { Value::from_object(Unknown(self)) });
        }
        // A note also has its form.
        match found.get_attr("text") {
            Ok(text) if text.as_str().is_some() => Ok(text),
            _ if found.is_none() => Ok(Value::from_object(Unknown(self))),
            _ => Ok(found),
        }
    }
}

/// The value of a variable with an unknown fact: false, empty, and never text.
#[derive(Debug)]
pub(super) struct Unknown(pub(super) &'static Variable);

impl Object for Unknown {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Empty
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
