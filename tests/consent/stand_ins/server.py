"""The other companies' host, on loopback: scripts that leave what trackers leave, a pixel, a player."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

MEASURE = """
document.cookie = "_sm=1; path=/; max-age=86400";
document.cookie = `_sm_${location.pathname.length}=1; path=${location.pathname}; max-age=86400`;
localStorage.setItem("sm-queue", "1");
sessionStorage.setItem("sm-visit", "1");
indexedDB.open("sm-base", 1);
fetch(document.currentScript.src.replace("measure-script.js", "hit"), {mode: "no-cors"});
"""
ADVERTS = """
document.cookie = "_sa_click=1; path=/; max-age=86400";
new Image().src = document.currentScript.src.replace("adverts-script.js", "pixel.gif");
"""
COUNTER = 'document.cookie = "_sc=1; path=/; max-age=86400";'
PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
ANSWERS = {
    "/measure-script.js": ("text/javascript", MEASURE.encode()),
    "/adverts-script.js": ("text/javascript", ADVERTS.encode()),
    "/counter-script.js": ("text/javascript", COUNTER.encode()),
    "/pasted.js": ("text/javascript", b"document.cookie = 'pasted=1';"),
    "/player.html": ("text/html", b"<!doctype html><title>player</title><p>playing"),
    "/pixel.gif": ("image/gif", PIXEL),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        kind, body = ANSWERS.get(self.path.partition("?")[0], ("text/plain", b""))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Tests read `asked`."""


class StandInServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def close(self) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()
