//! Moves parameters that several operations have to the components.

use utoipa::openapi::{OpenApi, Ref, RefOr, path::Parameter};

use super::shared::{operations, repeated};

/// Replaces each parameter that more than one operation has by a reference to a component.
pub(crate) fn share(document: &mut OpenApi) {
    let mut shared: Vec<(String, Parameter)> = Vec::new();
    for parameter in repeated(parameters(document)) {
        let name = component_name(&parameter);
        let taken = |name: &str| shared.iter().any(|(taken, _)| taken == name);
        // Of several parameters with one name, the most frequent has no number.
        let numbered = (2..).map(|number| format!("{name}{number}"));
        if let Some(free) = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)) {
            shared.push((free, parameter));
        }
    }
    for parameter in parameters(document) {
        let RefOr::T(own) = &*parameter else { continue };
        if let Some((name, _)) = shared.iter().find(|(_, shared)| shared == own) {
            *parameter = RefOr::Ref(Ref::new(format!("#/components/parameters/{name}")));
        }
    }
    let shared = shared.into_iter().map(|(name, parameter)| (name, parameter.into()));
    document.components.get_or_insert_default().parameters.extend(shared);
}

fn parameters(document: &mut OpenApi) -> impl Iterator<Item = &mut RefOr<Parameter>> {
    document
        .paths
        .paths
        .values_mut()
        .flat_map(operations)
        .filter_map(|operation| operation.parameters.as_mut())
        .flatten()
}

/// The name of the component: `If-Match` becomes `IfMatchParameter`, and `id` is called by its type, such as
/// `CandidateIdParameter`. Without the last word, schemas have the same names, and some generators take the one for the
/// other.
fn component_name(parameter: &Parameter) -> String {
    let name = match &parameter.schema {
        Some(RefOr::Ref(schema)) if parameter.name == "id" => schema.ref_location.rsplit('/').next().map(str::to_owned),
        _ => None,
    };
    name.unwrap_or_else(|| parameter.name.split(['-', '_']).map(capitalised).collect()) + "Parameter"
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_ascii_uppercase() + rest
}
