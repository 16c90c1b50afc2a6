//! The names of companies in sentences, with their article where the name shows which: "bei der Stadt München", "à la
//! Mairie de Lyon".

pub mod dutch;
pub mod french;
pub mod german;
pub mod spanish;
