//! Lines of at most 75 octets (RFC 5545, section 3.1).

/// The octets that a line has at most, its end apart.
const LIMIT: usize = 75;

/// The calendar with its lines folded anew, between characters. The crate that writes it doesn't count the space at the
/// start of what continues a line, and so makes lines of 76.
pub(super) fn refolded(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let mut folded = String::with_capacity(calendar.len() + calendar.len() / LIMIT);
    for line in unfolded.split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LIMIT {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(c);
            octets += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}
