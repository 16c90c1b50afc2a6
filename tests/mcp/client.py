"""The whole job by the official client for Python, of before 2.0 or of 2.0 and newer, whichever is installed.

    python client.py API EMAIL MODE     # MODE: auto, legacy, or a revision; before 2.0, legacy alone

It lets itself in by OAuth as any assistant does, makes each call that adds something twice, and prints what it has made.
"""

import asyncio
import datetime
import json
import sys
from pathlib import Path

from page import allow

API, EMAIL, MODE = sys.argv[1:]
JOB = json.loads(Path(__file__).with_name("job.json").read_text())
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def at(**ago):
    return (NOW - datetime.timedelta(**ago)).isoformat()


async def job(tools, call):
    """Does everything, by a function that calls a tool and gives its structured content, or an error."""
    assert {"list_due", "get_plan", "record_communication"} <= {tool.name for tool in tools}

    async def done(name, /, **arguments):
        error, content = await call(name, arguments)
        assert not error, (name, content)
        assert content["untrusted"]["note"], name
        return content

    async def twice(name, /, **arguments):
        first = await done(name, **arguments)
        again = await done(name, **arguments)
        assert first["data"] == again["data"] and again["repeated"] is True, name
        return first["data"]

    application = (await twice("add_application", **JOB["application"]))["id"]
    of = {"application_id": application}
    contact = (await twice("add_contact", **of, **JOB["contact"]))["id"]
    times = {"starts_at": at(hours=3), "ends_at": at(hours=2)}
    await twice("add_interview", **of, **times, **JOB["interview"], interviewer_ids=[contact])
    due = (await done("list_due"))["data"]["items"]
    assert due[0]["company_name"] == "Acme", due
    step = due[0]["step"]["id"]
    plan = (await done("get_plan", **of))["data"]
    assert all(known["reasons"] for known in plan["steps"]), plan
    draft = (await done("draft_message", **of, step_id=step))["data"]
    assert "Grace" in draft["body"], draft
    assert (await done("proofread", body=JOB["text"], **of))["data"]["findings"]
    sent = {"direction": "outbound", "at": at(minutes=1), "channel": "email", "purpose": "thank_you", "contact_id": contact}
    await twice("record_communication", **of, **sent)
    after = (await done("get_plan", **of, reasons="none"))["data"]["steps"]
    assert next(known for known in after if known["id"] == step)["status"] == "done"
    later = next(known["id"] for known in after if known["status"] == "upcoming")
    await done("snooze_step", **of, step_id=later, not_before=at(days=-30))
    await done("dismiss_step", **of, step_id=later)
    mail = f"From: Grace <grace@acme.example>\r\nTo: {EMAIL}\r\nDate: Tue, 10 Mar 2026 10:00:00 +0000\r\nSubject: Hello\r\n\r\n{JOB['prompt']}\r\n"
    imported = await done("import_file", media_type="message/rfc822", content=mail, **of)
    assert "$.data.items[*].found" in imported["untrusted"]["paths"], imported["untrusted"]
    error, told = await call("get_plan", {"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"})
    assert error and "not-found" in told, told
    assert len((await done("find_applications", q="acme"))["data"]["items"]) == 1


class Storage:
    tokens = client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


def provider(make_result):
    from mcp.client.auth import OAuthClientProvider
    from mcp.shared.auth import OAuthClientMetadata

    answers = []

    async def redirect(url):
        answers.append(allow(url, EMAIL))

    async def callback():
        return make_result(answers.pop())

    metadata = OAuthClientMetadata(client_name="Python", redirect_uris=["http://localhost:4711/callback"])
    storage = Storage()
    return OAuthClientProvider(f"{API}/mcp", metadata, storage, redirect, callback), storage


def content_of(result, is_error, structured):
    return is_error, result.content[0].text if is_error else structured


async def new():
    import httpx2
    from mcp.client import Client
    from mcp.client.auth import AuthorizationCodeResult
    from mcp.client.streamable_http import streamable_http_client

    auth, _ = provider(lambda answer: AuthorizationCodeResult(**{name: answer[name] for name in ("code", "state", "iss")}))
    async with httpx2.AsyncClient(auth=auth, timeout=30) as http:
        async with Client(streamable_http_client(f"{API}/mcp", http_client=http), mode=MODE) as client:

            async def call(name, arguments):
                result = await client.call_tool(name, arguments)
                return content_of(result, result.is_error, result.structured_content)

            await job((await client.list_tools()).tools, call)
            return client.protocol_version


async def old():
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    auth, storage = provider(lambda answer: (answer["code"], answer["state"]))
    async with streamablehttp_client(f"{API}/mcp", auth=auth) as (read, write, _):
        async with ClientSession(read, write) as session:
            initialized = await session.initialize()

            async def call(name, arguments):
                result = await session.call_tool(name, arguments)
                return content_of(result, result.isError, result.structuredContent)

            await job((await session.list_tools()).tools, call)
            assert storage.tokens.refresh_token
            return initialized.protocolVersion


def main():
    from importlib.metadata import version

    is_new = int(version("mcp").split(".")[0]) >= 2
    spoken = asyncio.run(new() if is_new else old())
    print(f"Python mcp {version('mcp')}, {MODE}: the whole job by {spoken}")


main()
