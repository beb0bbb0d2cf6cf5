"""From a search to a pair, acted in the real sandbox: the mentee reports to the mentor, and a facilitator consents."""

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, MENTOR_ZONE, SAY, Journey
from tests.e2e.stage import CHANNEL, FACILITATOR, OWNER, Stage, eventually

WISH, WORDS = "A second opinion on my grant", "He reads my yearly review"


def test_a_mentee_finds_asks_talks_and_declares_and_a_facilitator_consents(fresh: Stage) -> None:
    trip = Journey(fresh)
    _set_up(trip)
    _ask(trip)
    _accept(trip)
    _talk_and_declare(trip)
    _consent(trip)


def _set_up(trip: Journey) -> None:
    """The programme is set up, a mentor joins and offers, and the mentee names them as whom they report to."""
    trip.opens(OWNER, SAY.setup.title, "slash", "/mentor setup")
    trip.sends_off(OWNER, f"{SAY.setup.ask_channel}={CHANNEL}")
    trip.does(OWNER, "add", f"{MENTOR}:{MENTOR_ZONE}")
    trip.opens(MENTOR, SAY.offers.title, "slash", "/mentor profile")
    trip.opens(MENTOR, SAY.offers.form_title, "click", SAY.offers.open_button)
    trip.sends_off(
        MENTOR,
        f"{SAY.offers.ask_standing}={SAY.offers.standing_open}",
        f"{SAY.offers.ask_strengths}={SAY.offers.strength_grants}",
        f"{SAY.offers.ask_early}={SAY.offers.experience_few.capitalize()}",
    )
    trip.opens(MENTEE, SAY.about.title, "slash", "/mentor me")
    trip.sends_off(MENTEE, f"{SAY.about.ask_supervisor}={MENTOR}")


def _ask(trip: Journey) -> None:
    """The mentee searches, reads that one has a say in the other's career, and asks."""
    trip.opens(MENTEE, SAY.finding.title, "slash", "/mentor find")
    trip.does(MENTEE, "submit")
    trip.opens(MENTEE, SAY.finding.card_title, "click", SAY.finding.read_button)
    form = trip.opens(MENTEE, SAY.requests.ask_title, "click", SAY.finding.ask_button)
    assert f"{MENTEE} reports to {MENTOR}." in " ".join(form["texts"])
    trip.sends_off(MENTEE, f"{SAY.requests.ask_wish}={WISH}")


def _accept(trip: Journey) -> None:
    """The mentor reads what is wanted behind the button, and says yes to a first conversation."""
    _newest(trip, MENTOR, SAY.requests.made_text)
    assert WISH not in str(inbox(trip.running, MENTOR))
    trip.does(MENTOR, "messages")
    form = trip.opens(MENTOR, SAY.requests.reply_title, "click", SAY.requests.read_button)
    assert WISH in " ".join(form["texts"])
    trip.sends_off(MENTOR, f"{SAY.requests.ask_reply}={SAY.requests.reply_accept}")


def _talk_and_declare(trip: Journey) -> None:
    """After the talk the mentee declares something with the yes, the mentor says yes: it is held up."""
    for person in (MENTEE, MENTOR):
        _newest(trip, person, SAY.pairs.talk_text)
        trip.does(person, "messages")
    trip.opens(MENTEE, SAY.gate.declare_title, "click", SAY.pairs.declare_button)
    trip.does(MENTEE, "click", SAY.gate.box_review)
    trip.sends_off(MENTEE, f"{SAY.gate.ask_words}={WORDS}")
    trip.does(MENTOR, "click", SAY.pairs.yes_button)
    for person in (MENTEE, MENTOR):
        _newest(trip, person, SAY.gate.held_text)
    assert WORDS not in str([inbox(trip.running, person) for person in (MENTEE, MENTOR)])


def _consent(trip: Journey) -> None:
    """A facilitator reads what kind of tie it is and none of the words, and consents: it begins."""
    _newest(trip, FACILITATOR, SAY.gate.weigh_text)
    trip.does(FACILITATOR, "messages")
    desk = trip.opens(FACILITATOR, SAY.gate.desk_title, "click", SAY.gate.weigh_button)
    told = " ".join(desk["texts"])
    assert f"{MENTEE} reports to {MENTOR}." in told
    assert SAY.gate.flag_review in told
    assert WORDS not in told
    trip.does(FACILITATOR, "click", SAY.gate.consent_button)
    for person in (MENTEE, MENTOR):
        _newest(trip, person, SAY.pairs.formed_text)


def _newest(trip: Journey, person: str, phrase: str) -> None:
    """Return when the newest message to somebody is made of a phrase."""
    last = phrase.rsplit("}", maxsplit=1)[-1]
    eventually(
        lambda: any(last in str(message["text"]) for message in inbox(trip.running, person)[-1:]),
        f"{person} to read {phrase}",
    )
