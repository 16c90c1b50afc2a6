//! Lines of at most 75 octets (RFC 5545, section 3.1).

/// The maximum number of octets of a line, without its end.
const MAX_LINE_OCTETS: usize = 75;

/// Folds the lines of a calendar again, between characters. The crate that writes it does not count the space at the
/// start of the last line of a property, which then may have 76 octets.
pub(super) fn refolded(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let mut folded = String::with_capacity(calendar.len() + calendar.len() / MAX_LINE_OCTETS);
    for line in unfolded.split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MAX_LINE_OCTETS {
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
