#!/usr/bin/env bash
# Two libraries that cut the quoted mail off a reply also cut off what the writer said: PyPI email-reply-parser and
# mail-parser-reply take a sentence that begins with "On" and ends with "wrote:" for the head of a quotation, although no
# line behind it is quoted. Of a thank-you note the sentence and all below it is lost, name and phone number included. Only
# "On Tuesday the panel asked ..., and this is what I wrote:" is needed.
#
# The other way round, email-reply-parser knows no German head ("Am ... schrieb ...:"), and leaves that line in the reply.
#
# Exits 0 while that is so, 1 if one of them reads otherwise.
set -euo pipefail

EMAIL_REPLY_PARSER=0.5.12
MAIL_PARSER_REPLY=1.36

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  "email-reply-parser==$EMAIL_REPLY_PARSER" "mail-parser-reply==$MAIL_PARSER_REPLY"

python/bin/python - <<'PYTHON' | tee read
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as MailParserReply

NOTE = """Thank you for your time.

I would like to add one thing.
On Tuesday the panel asked me about rosters, and this is what I wrote:

The roster is published six weeks ahead.

Kind regards,
Ada Wolf
"""
REPLY = """Dienstag passt gut.

Am 10.03.26 um 09:12 schrieb Eva Klein:
> Passt Ihnen Dienstag?
"""
LIBRARIES = {
    "email-reply-parser": EmailReplyParser.parse_reply,
    "mail-parser-reply": lambda text: MailParserReply(languages=["en", "de"]).parse_reply(text),
}
for name, reply_of in LIBRARIES.items():
    for text in (NOTE, REPLY):
        print(f"{name}: {reply_of(text)!r}")
PYTHON

diff read - <<'EXPECTED'
email-reply-parser: 'Thank you for your time.\n\nI would like to add one thing.'
email-reply-parser: 'Dienstag passt gut.\n\nAm 10.03.26 um 09:12 schrieb Eva Klein:'
mail-parser-reply: 'Thank you for your time.\n\nI would like to add one thing.'
mail-parser-reply: 'Dienstag passt gut.'
EXPECTED
echo "as described above"
