//! `/mcp`: the Model Context Protocol, by Streamable HTTP, for assistants.
//!
//! A tool is an operation of the API under another name. A call becomes a request for that operation, and goes the same
//! way from there on: the same limits, the same checks, the same idempotency. Its answer comes back as the tool's
//! result. So there is no second implementation, and no second hop.
//!
//! No state is kept between requests. The revision 2026-07-28 asks for that; clients of 2025-06-18 and 2025-11-25,
//! which initialize first, get no session id, and need none.

mod added_resource;
mod argument_check;
mod argument_values;
mod arguments;
mod call;
mod derived_key;
mod endpoint;
mod message;
mod protocol_era;
mod response;
mod result;
mod schema;
mod tool;
mod tool_list;
mod tools;

pub(crate) use endpoint::{handle, is_mcp_request};
pub use tool_list::ToolList;
