// Hands every mail that Cloudflare's Email Routing gives it to a connection of the kind "email", signed by Standard Webhooks.
//
// Settings of the Worker: the variable INBOX_URL (the connection's address) and the secret INBOX_SECRET (its secret, which
// begins with whsec_). A mail that the connection doesn't take is refused, so that its sender learns of it.

export default {
  async email(message, env) {
    const body = new Uint8Array(await new Response(message.raw).arrayBuffer());
    const id = await eventId(body);
    const timestamp = Math.floor(Date.now() / 1000).toString();
    const response = await fetch(env.INBOX_URL, {
      method: "POST",
      headers: {
        "content-type": "message/rfc822",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": await signature(env.INBOX_SECRET, id, timestamp, body),
      },
      body,
    });
    if (response.status !== 200) {
      message.setReject(`The mail was not taken (${response.status}); please try again later`);
    }
  },
};

// The same mail has the same id, however often Cloudflare hands it over.
async function eventId(body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `mail_${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

// Over the bytes as they are: a mail need not be UTF-8.
async function signature(secret, id, timestamp, body) {
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  const tag = new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
  return `v1,${btoa(String.fromCharCode(...tag))}`;
}
