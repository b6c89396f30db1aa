"""Asks a real rust-analyzer what it knows at a place in a program."""

import json
import os
import queue
import subprocess
import threading
import time

CURSOR = "$0"
CONTENT_MODIFIED = -32801


class Analyzer:
    """One rust-analyzer on one package. Each question replaces the text of its `src/main.rs`."""

    def __init__(self, program, package):
        self.file = package / "src" / "main.rs"
        self.uri = self.file.as_uri()
        self.answers = queue.Queue()
        self.diagnostics = []
        self.is_ready = threading.Event()
        self.next_id = 0
        self.edits = 0
        settings = {"checkOnSave": False, "cachePriming": {"enable": False}}
        self.settings = settings
        self.process = subprocess.Popen(
            [program], cwd=package, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self.listen, daemon=True).start()
        completion = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"],
                                         "resolveSupport": {"properties": ["documentation"]}}}
        answer = self.ask("initialize", {
            "processId": os.getpid(),
            "rootUri": package.as_uri(),
            "capabilities": {
                "textDocument": {"completion": completion, "hover": {"contentFormat": ["markdown"]},
                                 "rename": {"prepareSupport": True}},
                "workspace": {"configuration": True},
                "experimental": {"serverStatusNotification": True},
            },
            "initializationOptions": settings,
        })
        self.version = answer["serverInfo"]["version"].split()[0]
        self.send("initialized", {})
        self.replace(self.file.read_text())
        if not self.is_ready.wait(600):
            raise SystemExit("rust-analyzer was not ready after ten minutes")

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, method, params):
        self.write({"method": method, "params": params})

    def ask(self, method, params):
        """The result; nothing if it is an error. Asked again as long as the program is still being read."""
        while True:
            self.next_id += 1
            self.write({"id": self.next_id, "method": method, "params": params})
            answer = self.answers.get(timeout=300)
            if answer.get("error", {}).get("code") != CONTENT_MODIFIED:
                return answer.get("result")
            time.sleep(0.1)

    def listen(self):
        output = self.process.stdout
        while True:
            length = 0
            while (line := output.readline()) != b"\r\n":
                if not line:
                    return
                name, value = line.split(b":", 1)
                if name.lower() == b"content-length":
                    length = int(value)
            self.receive(json.loads(output.read(length)))

    def receive(self, message):
        method = message.get("method")
        if method is None:
            self.answers.put(message)
        elif "id" in message:
            items = message["params"].get("items", []) if method == "workspace/configuration" else None
            self.write({"id": message["id"], "result": items and [self.settings for _ in items]})
        elif method == "textDocument/publishDiagnostics" and message["params"]["uri"] == self.uri:
            self.diagnostics = message["params"]["diagnostics"]
        elif method == "experimental/serverStatus" and message["params"].get("quiescent"):
            self.is_ready.set()

    def replace(self, text):
        self.edits += 1
        document = {"uri": self.uri, "version": self.edits}
        if self.edits == 1:
            self.send("textDocument/didOpen", {"textDocument": {**document, "languageId": "rust", "text": text}})
        else:
            self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        self.text = text

    def at(self, method, program, **more):
        """The answer at the cursor in the program."""
        offset = program.index(CURSOR)
        self.replace(program.replace(CURSOR, "", 1))
        before = self.text[:offset]
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.ask("textDocument/" + method, {"textDocument": {"uri": self.uri}, "position": position, **more})

    def stop(self):
        self.process.kill()
        self.process.wait()
