//! The limit of requests.

/// How many requests a minute one user may send.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RateLimit {
    /// As many as they like.
    Off,
    /// This many.
    PerMinute(std::num::NonZeroU32),
}

impl std::str::FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self::Off);
        }
        text.parse().map(Self::PerMinute).map_err(|_| "a number of requests a minute, or off, is expected".to_owned())
    }
}
