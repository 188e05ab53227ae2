"""Another system at work, with a client that was generated from openapi.yaml. mypy holds each answer's type."""

import datetime
import sys
from typing import TypeVar

import httpx
from ringlock import AuthenticatedClient, Client
from ringlock.api.consents import capture, confirm
from ringlock.api.messages import links
from ringlock.api.staff import list_contacts, look_up_contact, read_ledger, withdraw_for_contact
from ringlock.models import (
    Asked,
    Captured,
    Confirmation,
    Contact,
    Decision,
    FieldErrorCode,
    Forbidden,
    FoundContact,
    Invalid,
    LedgerPage,
    Link,
    LinkWanted,
    LookUpByNumber,
    LookUpByRecordId,
    Notice,
    NotFound,
    NoToken,
    NotProved,
    Signup,
    WithdrawalOfPurposes,
)

URL = sys.argv[1]
NUMBER = "+12025550123"
T = TypeVar("T")


def of(kind: type[T], answer: object) -> T:
    assert isinstance(answer, kind), answer
    return answer


def holder_of(*roles: str) -> AuthenticatedClient:
    """Demo mode alone gives tokens away. This is no part of the API."""
    answer = httpx.post(URL + "/local/staff-token", json={"person": "python", "roles": list(roles)})
    return AuthenticatedClient(base_url=URL, token=answer.raise_for_status().json()["token"])


def signup(number: str) -> Signup:
    return Signup(
        number=number,
        notice=Notice(id="signup", version=1, language="en"),
        decisions=[Decision(purpose="marketing", granted=True), Decision(purpose="service", granted=True)],
    )


def states(contact: Contact | FoundContact) -> dict[str, str]:
    return {consent.purpose: consent.state.value for consent in contact.consents}


began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
anybody = Client(base_url=URL)
support = holder_of("support:service")

taken = of(Captured, capture.sync(client=anybody, body=signup(NUMBER)))
assert taken.decisions == signup(NUMBER).decisions
assert taken.decided_at > began

refused = of(Invalid, capture.sync(client=anybody, body=signup("+1 202 555 01")))
assert [(each.pointer, each.code) for each in refused.errors] == [("/number", FieldErrorCode.INVALID)]
of(NotProved, confirm.sync(client=anybody, body=Confirmation(taken.record_id, NUMBER, "000000")))

found = of(FoundContact, look_up_contact.sync(client=support, body=LookUpByNumber(NUMBER)))
assert states(found) == {"marketing": "granted", "service": "granted"}

withdrawal = WithdrawalOfPurposes(purposes=["marketing"], reason="asked at the till", asked=Asked.IN_PERSON)
changed = of(Contact, withdraw_for_contact.sync(found.contact_id, client=support, body=withdrawal))
assert states(changed) == {"marketing": "withdrawn", "service": "granted"}
again = of(FoundContact, look_up_contact.sync(client=support, body=LookUpByRecordId(str(taken.record_id))))
assert states(again) == states(changed)

of(NotFound, look_up_contact.sync(client=support, body=LookUpByNumber("+12025550199")))
of(Forbidden, list_contacts.sync(client=holder_of("auditor")))

link = of(Link, links.sync(client=holder_of("links"), body=LinkWanted(NUMBER)))
assert link.expires_at > began
of(NoToken, links.sync(client=support, body=LinkWanted(NUMBER)))

until = began + datetime.timedelta(days=1)
ledger = of(LedgerPage, read_ledger.sync(client=holder_of("auditor"), from_=began, to=until))
assert "withdrawn" in {entry.event for entry in ledger.entries}, ledger

print("Python: signed up, looked up, withdrawn")
