"""Prints the OpenAPI document without what progenitor 0.15 has no code for, and stops at (`todo!`, `assert!`):

- a body of several media types, or of one that is neither JSON nor a form: JSON stays, a merge patch is sent as JSON, which
  the service takes too; an operation that takes neither is left out
- a response `default` beside one of status 200: it becomes 4XX and 5XX, which is what it stands for
"""

import json
import sys

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
FORM = "application/x-www-form-urlencoded"


def reduce(document):
    for path, item in list(document["paths"].items()):
        for method, operation in list(item.items()):
            body = operation.get("requestBody")
            if body:
                content = body["content"]
                kept = next((content[kind] for kind in (JSON, MERGE_PATCH) if kind in content), None)
                if kept is not None:
                    body["content"] = {JSON: kept}
                elif list(content) != [FORM]:
                    del item[method]
                    continue
            other = operation["responses"].pop("default", None)
            if other is not None:
                operation["responses"] |= {"4XX": other, "5XX": other}
        if not item:
            del document["paths"][path]
    return document


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(reduce(json.load(file)), sys.stdout)
