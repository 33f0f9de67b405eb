"""Events that a machine's Redfish service pushes to those who subscribed: that its power changed, and such as are asked for.

Ours as the service itself is: what it sends follows DMTF's Event and its registry ResourceEvent, and no maker's.
"""

import datetime
import itertools
import json
import pathlib
import ssl
import threading
import time
import urllib.request

from . import store

_FILE = "event-subscriptions.json"
_LOOK_SECONDS = 0.5
_TRIES = 3
_PAUSE_SECONDS = 2
_PATIENCE_SECONDS = 10
_MOST = 20
_KNOWN = {"Destination", "Protocol", "Context", "EventFormatType", "SubscriptionType", "RegistryPrefixes",
          "DeliveryRetryPolicy", "VerifyCertificate"}


class Unfit(Exception):
    """A subscription that is not taken; the message's name of the registry Base comes first."""

    def __init__(self, message_id: str, text: str):
        super().__init__(text)
        self.message_id = message_id


class Subscriptions:
    """They outlive the service's restart."""

    def __init__(self, folder: pathlib.Path):
        self._file = folder / _FILE
        self._lock = threading.Lock()

    def all(self) -> dict[str, dict]:
        try:
            return json.loads(self._file.read_text())
        except FileNotFoundError:
            return {}

    def add(self, wanted: dict) -> str:
        for name in wanted:
            if name not in _KNOWN:
                raise Unfit("PropertyUnknown", f"There is no property {name}.")
        destination = wanted.get("Destination")
        if not isinstance(destination, str) or not destination.startswith(("https://", "http://")):
            raise Unfit("PropertyValueFormatError", "Destination is a URL of HTTP or HTTPS.")
        if wanted.get("Protocol") != "Redfish":
            raise Unfit("PropertyValueNotInList", "Protocol is Redfish.")
        if wanted.get("EventFormatType", "Event") != "Event":
            raise Unfit("PropertyValueNotInList", "EventFormatType is Event.")
        with self._lock:
            there = self.all()
            if len(there) >= _MOST:
                raise Unfit("EventSubscriptionLimitExceeded", f"There are {_MOST} subscriptions.")
            number = str(max([0, *map(int, there)]) + 1)
            there[number] = {"Context": "", "VerifyCertificate": True, **wanted}
            store.write_atomically(self._file, json.dumps(there))
        return number

    def remove(self, number: str) -> bool:
        with self._lock:
            there = self.all()
            known = there.pop(number, None) is not None
            store.write_atomically(self._file, json.dumps(there))
        return known


class Pusher:
    def __init__(self, subscriptions: Subscriptions, is_on, system: str):
        self._subscriptions, self._is_on, self._system = subscriptions, is_on, system
        self._numbers = itertools.count(1)

    def start(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        was_on = self._is_on()
        while True:
            time.sleep(_LOOK_SECONDS)
            is_on = self._is_on()
            if is_on != was_on:
                was_on = is_on
                word = "on" if is_on else "off"
                self.push({"EventType": "StatusChange", "MessageId": f"ResourceEvent.1.2.ResourcePowered{word.capitalize()}",
                           "Message": f"The resource has powered {word}.", "MessageArgs": [], "Severity": "OK", "MessageSeverity": "OK"})

    def push(self, record: dict) -> None:
        number = next(self._numbers)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        full = {"MemberId": "0", "EventId": f"{int(time.time())}-{number}", "EventTimestamp": now,
                "OriginOfCondition": {"@odata.id": self._system}, **record}
        for subscription in self._subscriptions.all().values():
            message = {"@odata.type": "#Event.v1_7_0.Event", "Id": str(number), "Name": "Event", "Context": subscription["Context"],
                       "Events": [full]}
            threading.Thread(target=_deliver, args=(subscription, message), daemon=True).start()


def _deliver(subscription: dict, message: dict) -> None:
    context = ssl.create_default_context()
    if not subscription["VerifyCertificate"]:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    request = urllib.request.Request(subscription["Destination"], json.dumps(message).encode(), {"Content-Type": "application/json"})
    for _ in range(_TRIES):
        try:
            urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS, context=context).close()
            return
        except OSError as failure:
            print(f"an event is not delivered: {failure}", flush=True)
            time.sleep(_PAUSE_SECONDS)
