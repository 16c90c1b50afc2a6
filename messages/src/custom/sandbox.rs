//! The environment in which own templates run: few filters, and limits on instructions and output.

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters, value::ValueKind};

use super::{
    page::{GAP, OutputPage, Page},
    vocabulary::Unknown,
};

/// The maximum number of instructions for all parts of a text.
const FUEL: u64 = 5_000;

/// Why a text could not be rendered.
#[derive(Debug)]
pub(super) enum Failure {
    /// It exceeds a limit.
    TooMuch,
    /// Any other error, as text.
    Wrong(String),
}

/// The resources that are left for the other parts of a text.
#[derive(Debug)]
pub(super) struct Sandbox {
    fuel: u64,
    work: usize,
}

impl Sandbox {
    pub(super) const fn new() -> Self {
        Self { fuel: FUEL, work: 0 }
    }

    /// The page that the template `source` makes of `values`.
    pub(super) fn render(&mut self, source: &str, values: &Value) -> Result<Page, Failure> {
        let page = OutputPage::with_work(self.work);
        let environment = environment(&page, self.fuel);
        let rendered = environment
            .template_from_str(source)
            .and_then(|template| template.render_captured_to(values.clone(), page.clone()));
        match rendered {
            Ok(captured) => {
                self.fuel = captured.state().fuel_levels().map_or(0, |(_, left)| left);
                let page = page.close();
                self.work = page.work;
                Ok(page)
            }
            Err(error) if page.is_overfull() || error.kind() == ErrorKind::OutOfFuel => Err(Failure::TooMuch),
            Err(error) => Err(Failure::Wrong(error.to_string())),
        }
    }
}

fn environment(page: &OutputPage, fuel: u64) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(fuel));
    let written = page.clone();
    environment.set_formatter(move |out, _, value| {
        let start = written.len();
        match value.downcast_object_ref::<Unknown>() {
            Some(unknown) => {
                written.mark_gap(unknown);
                out.write_str(GAP)?;
            }
            None => out.write_str(&words(value, ", "))?,
        }
        written.mark_value(start);
        Ok(())
    });
    let add = |environment: &mut Environment<'_>, name, change: fn(&str) -> String| {
        let page = page.clone();
        environment.add_filter(name, move |value: Value| changed(&page, value, change));
    };
    add(&mut environment, "upper", str::to_uppercase);
    add(&mut environment, "lower", str::to_lowercase);
    add(&mut environment, "title", |text| filters::title(text.into()));
    add(&mut environment, "trim", |text| text.trim().to_owned());
    environment.add_filter("default", |value: Value, other: Value| if value.is_true() { value } else { other });
    environment.add_filter("first", |value: Value| item(value, 0));
    environment.add_filter("last", |value: Value| {
        let last = value.len().unwrap_or_default().saturating_sub(1);
        item(value, last)
    });
    environment.add_filter("length", |value: Value| value.len().unwrap_or_default());
    let joined = page.clone();
    environment.add_filter("join", move |value: Value, separator: String| {
        if is_unknown(&value) {
            return Ok(value);
        }
        let text = words(&value, &separator);
        spend(&joined, &text)?;
        Ok(Value::from(text))
    });
    environment
}

fn is_unknown(value: &Value) -> bool {
    value.downcast_object_ref::<Unknown>().is_some()
}

fn spend(page: &OutputPage, text: &str) -> Result<(), Error> {
    page.spend(text.len()).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// A value as text. A list is written item by item.
fn words(value: &Value, separator: &str) -> String {
    match value.kind() {
        ValueKind::Undefined => String::new(),
        ValueKind::Seq => {
            let items: Vec<String> = value.try_iter().into_iter().flatten().map(|item| item.to_string()).collect();
            items.join(separator)
        }
        _ => value.to_string(),
    }
}

/// Changes a text. An unknown fact stays unknown.
fn changed(page: &OutputPage, value: Value, change: fn(&str) -> String) -> Result<Value, Error> {
    if is_unknown(&value) {
        return Ok(value);
    }
    let text = words(&value, ", ");
    spend(page, &text)?;
    Ok(Value::from(change(&text)))
}

/// An item of a list, or any other value as it is.
fn item(value: Value, index: usize) -> Result<Value, Error> {
    if value.kind() == ValueKind::Seq { value.get_item(&Value::from(index)) } else { Ok(value) }
}
