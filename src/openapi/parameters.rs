//! The parameters that several operations have, as components to which these refer.

use utoipa::openapi::{
    OpenApi, Ref, RefOr,
    path::{Operation, Parameter, PathItem},
};

/// Moves each parameter that more than one operation has to the components.
pub(crate) fn share(document: &mut OpenApi) {
    let mut counted: Vec<(Parameter, usize)> = Vec::new();
    for parameter in parameters(document) {
        let RefOr::T(parameter) = parameter else { continue };
        match counted.iter_mut().find(|(known, _)| known == parameter) {
            Some((_, count)) => *count += 1,
            None => counted.push((parameter.clone(), 1)),
        }
    }
    counted.retain(|(_, count)| *count > 1);
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut shared: Vec<(String, Parameter)> = Vec::new();
    for (parameter, _) in counted {
        let name = component_name(&parameter);
        let taken = |name: &str| shared.iter().any(|(taken, _)| taken == name);
        // Of several with one name the most frequent is without a number.
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

pub(super) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, patch, delete, .. } = item;
    [get, put, post, patch, delete].into_iter().flatten()
}

/// `If-Match` becomes `IfMatch`, and an `id` the name of its type, such as `CandidateId`.
fn component_name(parameter: &Parameter) -> String {
    if parameter.name == "id"
        && let Some(RefOr::Ref(schema)) = &parameter.schema
        && let Some((_, name)) = schema.ref_location.rsplit_once('/')
    {
        return name.to_owned();
    }
    parameter.name.split(['-', '_']).map(capitalised).collect()
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_ascii_uppercase() + rest
}
