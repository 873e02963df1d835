"""The stand-ins' loaders on our own host, and the faults an auditor must find.

STAND_IN_FAULT: "pasted_script", "surviving_cookie", "undeclared_host", "ticked_purpose".
"""

import re

from django.conf import settings
from django.http import HttpResponse

LOADER = """export function start() {
  const script = document.createElement("script");
  script.src = "%(host)s/%(slug)s-script.js";
  document.head.append(script);
}"""
FRAME = """export function start() {
  const frame = document.createElement("iframe");
  frame.src = "%(host)s/player.html";
  frame.title = "Lecteur";
  frame.dataset.service = "player";
  document.querySelector("main").append(frame);
}"""
SURVIVOR = 'document.cookie = "_survivor=1; path=/; max-age=86400";'
ELSEWHERE = 'fetch("%(host)s/beacon", {mode: "no-cors"}).catch(() => {});'


class FaultMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.host = f"http://{settings.STAND_IN}"
        self.fault = settings.STAND_IN_FAULT

    def __call__(self, request):
        if found := re.fullmatch(r"/stand-in/([a-z]+)\.js", request.path):
            return self.loader(found[1])
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            html = response.content.decode()
            if self.fault == "pasted_script":
                html = html.replace(
                    "</main>", f'<script src="{self.host}/pasted.js"></script></main>'
                )
            if self.fault == "ticked_purpose":
                html = html.replace(
                    'name="service" value="adverts"', 'name="service" value="adverts" checked'
                )
            response.content = html.encode()
        return response

    def loader(self, slug):
        source = (FRAME if slug == "player" else LOADER) % {"host": self.host, "slug": slug}
        if slug == "measure" and self.fault == "surviving_cookie":
            source = source.replace("start() {", f"start() {{ {SURVIVOR}")
        if slug == "measure" and self.fault == "undeclared_host":
            other = self.host.replace("127.0.0.1", "127.0.0.2")
            source = source.replace("start() {", f"start() {{ {ELSEWHERE % {'host': other}}")
        return HttpResponse(source, content_type="text/javascript")
