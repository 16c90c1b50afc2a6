//! The credential of the caller: a token from the environment, or from a file that only its owner may read.

use std::{
    env,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::error::ClientError;

/// The variable with a token.
const VARIABLE: &str = "FOLLOWUP_TOKEN";

/// The most that a file with a token holds, in bytes.
const MAX_TOKEN_FILE_BYTES: u64 = 64 << 10;

/// The credential of the caller.
#[derive(PartialEq)]
pub(super) enum Credential {
    /// An access token.
    Token(String),
    /// The id and the secret of an API client, for which the service gives an access token.
    Client { id: String, secret: String },
}

/// A token response (RFC 6749, section 5.1), or a new API client.
#[derive(Deserialize)]
struct CredentialFile {
    access_token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

impl Credential {
    /// From the file that is named, from the environment, or from the file in the folder of settings.
    pub(super) fn find(file: Option<&Path>) -> Result<Self, ClientError> {
        if let Some(file) = file {
            return Self::of_file(file);
        }
        match env::var(VARIABLE) {
            Ok(text) if !text.trim().is_empty() => return Self::parse(&text, VARIABLE),
            Err(env::VarError::NotUnicode(_)) => return Err(no_token_in(VARIABLE)),
            _ => {}
        }
        let default = default_file();
        match &default {
            Some(file) if file.exists() => Self::of_file(file),
            _ => Err(ClientError::not_signed_in(format!(
                "there is no token: put one into the variable {VARIABLE}, or into a file{}, which its owner alone may \
                 read; --token-file names another one",
                default.map(|file| format!(" {}", file.display())).unwrap_or_default()
            ))),
        }
    }

    fn of_file(file: &Path) -> Result<Self, ClientError> {
        let shown = file.display().to_string();
        let unreadable = |error| ClientError::not_signed_in(format!("{shown} can't be read: {error}"));
        let opened = File::open(file).map_err(unreadable)?;
        private(&opened, &shown)?;
        let mut text = String::new();
        opened.take(MAX_TOKEN_FILE_BYTES).read_to_string(&mut text).map_err(unreadable)?;
        Self::parse(&text, &shown)
    }

    /// Reads an access token, a token response, or a new API client as the service has answered with it.
    fn parse(text: &str, location: &str) -> Result<Self, ClientError> {
        // Editors of Windows may put a byte order mark before the text.
        let text = text.trim_start_matches('\u{feff}').trim();
        let token = |text: &str| {
            let visible = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
            if visible { Ok(Self::Token(text.to_owned())) } else { Err(no_token_in(location)) }
        };
        if !text.starts_with('{') {
            return token(text);
        }
        let stored: CredentialFile = serde_json::from_str(text).map_err(|_| no_token_in(location))?;
        match stored {
            CredentialFile { client_id: Some(id), client_secret: Some(secret), .. } => Ok(Self::Client { id, secret }),
            CredentialFile { access_token: Some(text), .. } => token(&text),
            CredentialFile { .. } => Err(no_token_in(location)),
        }
    }
}

/// The error in a token. The message doesn't contain the token.
fn no_token_in(location: &str) -> ClientError {
    ClientError::not_signed_in(format!(
        "{location} holds no token: it takes an access token, or the JSON with client_id and client_secret that \
         POST /v1/api-clients has answered with"
    ))
}

/// `followup/token` in the user's folder of settings.
fn default_file() -> Option<PathBuf> {
    let folder = |variable: &str| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let settings = folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))?;
    Some(settings.join("followup").join("token"))
}

/// Refuses a file that others than its owner may read or change.
#[cfg(unix)]
fn private(file: &File, shown: &str) -> Result<(), ClientError> {
    use std::os::unix::fs::PermissionsExt as _;

    let metadata =
        file.metadata().map_err(|error| ClientError::not_signed_in(format!("{shown} can't be read: {error}")))?;
    if metadata.is_dir() {
        return Err(ClientError::not_signed_in(format!("{shown} is a folder")));
    }
    if metadata.permissions().mode().trailing_zeros() >= 6 {
        return Ok(());
    }
    Err(ClientError::not_signed_in(format!(
        "others than its owner may use {shown}, which holds a token; `chmod 600 {shown}` makes it the owner's alone"
    )))
}

/// Elsewhere the folder of the user keeps others out.
#[cfg(not(unix))]
fn private(_: &File, _: &str) -> Result<(), ClientError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Credential> {
        Credential::parse(text, "the file").ok()
    }

    #[test]
    fn a_token_is_read_in_each_of_its_forms() {
        let token = Credential::Token("ey.J-0_".to_owned());
        assert!(parsed(" ey.J-0_\r\n") == Some(Credential::Token("ey.J-0_".to_owned())));
        assert!(parsed("\u{feff}ey.J-0_\n") == Some(Credential::Token("ey.J-0_".to_owned())));
        assert!(parsed(r#"{"access_token": "ey.J-0_", "token_type": "Bearer"}"#) == Some(token));
        let client = Credential::Client { id: "1".to_owned(), secret: "fu_secret_2".to_owned() };
        assert!(
            parsed(r#"{"id": "1", "name": "cron", "client_id": "1", "client_secret": "fu_secret_2"}"#) == Some(client)
        );
        for wrong in
            ["", " \n", "two words", "line\nbreak", "ü", "{", "{}", r#"{"client_id": "1"}"#, r#"{"access_token": ""}"#]
        {
            assert!(parsed(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn errors_do_not_contain_the_token() {
        let refused = Credential::parse("a secret", "the file").err().unwrap();
        assert!(!refused.to_string().contains("a secret") && refused.to_string().contains("the file"));
    }
}
