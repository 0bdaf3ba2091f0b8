"""Checks each request against a document with openapi-core, and says in the answer what is wrong with it.

    python3 -m venv VENV && VENV/bin/pip install openapi-core==0.23.1 werkzeug==3.1.9
    VENV/bin/python tests/validator/serve.py DOCUMENT.json [PORT]

The document is one whose paths are those of the requests, such as the `mock.json` that `cargo xtask conformance` leaves
in the folder of each crate. What is wrong stands in the header `sl-violations`, as Prism writes it, which the test of
conformance reads. No answer has a body: this is about requests. At the end of each request a line says how many there
were, and how many of them were wrong.
"""

import json
import sys

from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest
from werkzeug.serving import run_simple
from werkzeug.wrappers import Request, Response


def reasons(error):
    """An error with what caused it, the causes of a schema one by one."""
    found = [str(error)]
    cause = error.__cause__
    while cause is not None:
        found.append(str(cause))
        found.extend(one.message for one in getattr(cause, "schema_errors", ()))
        cause = cause.__cause__
    return ": ".join(dict.fromkeys(found))[:1000]


def serve(document, port):
    api = OpenAPI.from_dict(document)
    counts = {"requests": 0, "wrong": 0}

    @Request.application
    def answer(request):
        errors = list(api.iter_request_errors(WerkzeugOpenAPIRequest(request)))
        counts["requests"] += 1
        counts["wrong"] += bool(errors)
        found = [{"location": ["request", type(error).__name__], "message": reasons(error)} for error in errors]
        print(f"{counts['requests']} requests, {counts['wrong']} wrong: {request.method} {request.path}", flush=True)
        for one in found:
            print(f"    {one['location'][1]}: {one['message']}", flush=True)
        headers = {"sl-violations": json.dumps(found)} if found else {}
        return Response(status=422 if found else 200, headers=headers)

    run_simple("127.0.0.1", port, answer)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as text:
        serve(json.load(text), int(sys.argv[2]) if len(sys.argv) > 2 else 4011)
