"""A mail server for tests: takes mails on a port of this machine, and fails in the ways that real ones do."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum, auto


class Mood(Enum):
    """What the server does with the next mails."""

    KIND = auto()
    REFUSES_THE_ADDRESS = auto()  # 550
    REFUSES_THE_SENDER = auto()  # 550
    IS_BUSY = auto()  # 451 after the text
    REFUSES_THE_TEXT = auto()  # 554 after the text
    HANGS_UP = auto()  # takes the text and says nothing more
    FALLS_SILENT = auto()  # takes the text and lets the client wait


REFUSED = {("RCPT", Mood.REFUSES_THE_ADDRESS), ("MAIL", Mood.REFUSES_THE_SENDER)}


@dataclass
class MailServer:
    """Its port, what it was given, and its mood."""

    port: int
    mood: Mood = Mood.KIND
    mails: list[EmailMessage] = field(default_factory=list)
    has_text: threading.Event = field(default_factory=threading.Event)
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def addresses(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]


class Talk(socketserver.StreamRequestHandler):
    """One client, until it leaves or is left."""

    state: MailServer

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.say("220 probe")
        while line := self.rfile.readline():
            word = line.split()[0].upper().decode() if line.split() else ""
            if word == "QUIT":
                return self.say("221 bye")
            if word == "DATA":
                self.say("354 go on")
                if not self.take():
                    return None
            elif (word, self.state.mood) in REFUSED:
                self.say("550 no")
            else:
                self.say("250 ok")
        return None

    def take(self) -> bool:
        """Read the text to its end; whether the talk goes on."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append((line.removeprefix(b".") if line.startswith(b"..") else line).replace(b"\r\n", b"\n"))
        mood = self.state.mood
        if mood is Mood.IS_BUSY:
            self.say("451 later")
            return True
        if mood is Mood.REFUSES_THE_TEXT:
            self.say("554 not that")
            return True
        self.state.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.state.has_text.set()
        if mood is Mood.FALLS_SILENT:
            self.state.is_over.wait(60)
        if mood is Mood.KIND:
            self.say("250 taken")
        return mood is Mood.KIND


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Listens for as long as the block runs."""
    with Server(("127.0.0.1", 0), Talk) as server:
        state = MailServer(server.server_address[1])
        server.RequestHandlerClass = type("ThisTalk", (Talk,), {"state": state})
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield state
        finally:
            state.is_over.set()
            server.shutdown()
            thread.join()
