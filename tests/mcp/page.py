"""What a user does on the page that lets an assistant in, without a browser."""

import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

PASSWORD = "correct horse battery staple"


class Form(HTMLParser):
    """The form of a page: where it goes, and its hidden fields."""

    def __init__(self, html):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes["value"]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def allow(url, email):
    """Signs in on the page at url and allows everything: the parameters that the client gets back."""
    form = Form(urllib.request.urlopen(url).read().decode())
    fields = form.fields | {"email": email, "password": PASSWORD, "write": "yes", "decision": "allow"}
    action = urllib.parse.urljoin(url, form.action)
    try:
        urllib.request.build_opener(Stay).open(action, urllib.parse.urlencode(fields).encode())
    except urllib.error.HTTPError as answer:
        assert answer.code == 303, (answer.code, answer.read().decode())
        location = urllib.parse.urlsplit(answer.headers["location"])
        return dict(urllib.parse.parse_qsl(location.query))
    raise AssertionError("the form leads nowhere")
