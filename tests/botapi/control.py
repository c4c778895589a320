"""Rule: whatever a test can do to the server in its own process, it can do from another, over HTTP; nothing more.

POST /control/users/<id>                    make a person: {"first_name", "username", "language_code"}
POST /control/users/<id>/<action>           let them act: the action is a method of `User`, the body its arguments
POST /control/crowd                         {"first", "users", "texts"}: each of many people says each text
POST /control/push                          {"kind", "body", "chat"}: any update
POST /control/faults, limits, settings      change what is named in the body; GET shows all
POST /control/down, up                      go down, come up
GET  /control/calls?since=<number>&method=  calls of the bot, from a number on
GET  /control/chats/<id>                    what the person sees, and everything that happened
GET  /control/updates                       what became of each update, and which were lost
GET  /control/state                         counters, unanswered queries, violations, 429s, early calls
"""

from __future__ import annotations

import inspect
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.botapi.queue import Pushed
from tests.botapi.users import User
from tests.botapi.world import Chat

if TYPE_CHECKING:
    from tests.botapi.server import TelegramServer
    from tests.botapi.text import Raw

ACTIONS: Final = frozenset(
    {
        "say",
        "edit",
        "delete",
        "send_media",
        "buttons",
        "press",
        "forge",
        "next_reply",
        "catch_up",
        "asks",
        "presses",
        "block",
        "unblock",
        "group_add",
        "channel_post",
        "inline_query",
    }
)
_SETTINGS: Final = ("clock_shift", "query_patience", "privacy")


class Control:
    """The part of the server that tests in other processes talk to."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._users: dict[int, User] = {}

    async def serve(self, request: web.BaseRequest) -> web.Response:
        """Do one request; what cannot be done is a 400 that says why."""
        try:
            result = await self._do(request)
        except (ValueError, LookupError, TypeError, TimeoutError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(result)

    async def _do(self, request: web.BaseRequest) -> Any:
        what, *rest = request.path.removeprefix("/control/").split("/")
        if request.method == "GET":
            return self._read(what, rest, dict(request.query))
        given = await request.json() if request.body_exists else {}
        if what == "users":
            return await self._act(int(rest[0]), "".join(rest[1:]), given)
        return self._write(what, given)

    # ---- writing

    async def _act(self, number: int, action: str, given: Raw) -> Any:
        if not action:
            self._users[number] = User(self._server, number, **given)
            return self._users[number].person
        if action not in ACTIONS:
            raise LookupError(f"no such action: {action}")
        if number not in self._users:
            self._users[number] = User(self._server, number)
        result = getattr(self._users[number], action)(**given)
        return _plain(await result if inspect.isawaitable(result) else result)

    def _write(self, what: str, given: Raw) -> Any:
        match what:
            case "crowd":
                return self._crowd(**given)
            case "push":
                return _plain(self._server.world.push(given["kind"], given["body"], given.get("chat", 0)))
            case "faults":
                self._server.faults.set(**given)
            case "limits":
                self._server.limits.set(**given)
            case "settings":
                self._set(given)
            case "down":
                self._server.go_down()
            case "up":
                self._server.come_up()
            case _:
                raise LookupError(f"no such request: {what}")
        return True

    def _crowd(self, first: int, users: int, texts: list[str]) -> int:
        people = [User(self._server, number) for number in range(first, first + users)]
        for text in texts:
            for person in people:
                person.say(text)
        return len(people) * len(texts)

    def _set(self, given: Raw) -> None:
        for name, value in given.items():
            if name not in _SETTINGS:
                raise LookupError(f"no such setting: {name}")
            setattr(self._server.world, name, value)

    # ---- reading

    def _read(self, what: str, rest: list[str], query: dict[str, str]) -> Any:
        server = self._server
        match what:
            case "calls":
                return self._calls(int(query.get("since", 0)), query.get("method", ""))
            case "chats":
                return _chat(server.chats[int(rest[0])])
            case "updates":
                return self._updates()
            case "state":
                return self._state()
            case "faults":
                return {name: getattr(server.faults, name) for name in server.faults.__slots__ if name[0] != "_"}
            case "limits":
                return {name: getattr(server.limits, name) for name in ("per_chat", "burst", "overall")}
            case "settings":
                return {name: getattr(server.world, name) for name in _SETTINGS}
        raise LookupError(f"no such request: {what}")

    def _calls(self, since: int, method: str) -> Raw:
        calls = self._server.calls
        shown = [
            {"method": each.method, "parameters": each.parameters, "time": each.time, "status": each.status}
            | ({"fault": each.fault} if each.fault else {})
            for each in calls[since:]
            if method.lower() in ("", each.method.lower())
        ]
        return {"calls": shown, "next": len(calls)}

    def _updates(self) -> Raw:
        found = self._server.replies_per_update()
        return {
            "updates": [
                {**_plain(each.update), "reply": each.reply, "before": each.before, "after": each.after}
                for each in found
            ],
            "lost": [each.update.update_id for each in found if each.lost],
            "confirmed_too_early": [each.update.update_id for each in found if each.confirmed_too_early],
            "surplus_replies": self._server.surplus_replies(),
        }

    def _state(self) -> Raw:
        server = self._server
        return {
            "counts": server.counts + server.world.counts + server.world.queue.counts,
            "statuses": server.statuses,
            "pending": len(server.world.queue),
            "unanswered": server.unanswered(),
            "violations": server.violations,
            "floods": [asdict(each) for each in server.limits.floods],
            "early": server.limits.early,
            "faults_given": server.faults.given,
        }


def _chat(chat: Chat) -> Raw:
    return {
        "chat": chat.json(),
        "blocked": chat.blocked,
        "status": chat.status,
        "messages": list(chat.messages.values()),
        "log": [event._asdict() for event in chat.log],
    }


def _plain(value: Any) -> Any:
    """Turn what an action returned into JSON."""
    if isinstance(value, Pushed) or (is_dataclass(value) and not isinstance(value, Chat | type)):
        return asdict(value)
    return _chat(value) if isinstance(value, Chat) else value
