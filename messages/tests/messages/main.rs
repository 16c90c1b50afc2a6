//! Messages as a client gets them.
#![expect(clippy::unwrap_used, reason = "what a test needs and doesn't get may stop it")]

mod addressed;
mod any;
mod circumstances;
mod corpus;
mod documented;
mod facts;
mod french;
mod languages;
mod letters;
mod matrix;
mod moments;
mod names;
mod notes;
mod own;
mod own_any;
mod own_refused;
mod own_starting_points;
mod pairs;
mod panel;
mod planned;
mod proofread_accidents;
mod proofread_classes;
mod proofread_hostile;
mod proofread_placeholders;
mod proofread_rendered;
mod proofread_rules;
mod regions;
mod repetition;
mod rules;
mod situations;
mod snapshots;
mod spanish;
mod spanish_names;
mod sparse;
mod tried;
