#!/usr/bin/env python3
"""Receives the service's events at port 8000 and prints those that are signed with WEBHOOK_SECRET (`whsec_...`)."""

import base64
import hmac
import http.server
import os

key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        expected = "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
        genuine = any(hmac.compare_digest(expected, one) for one in self.headers["webhook-signature"].split())
        print(body.decode() if genuine else "an event with another signature", flush=True)
        self.send_response(204 if genuine else 401)
        self.end_headers()


http.server.ThreadingHTTPServer(("", 8000), Hook).serve_forever()
