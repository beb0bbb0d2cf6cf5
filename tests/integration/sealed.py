"""Every sealed column, and which of them holds no words: a number, a choice or an id, which no mark could stand in."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from storage.columns import EncryptedText
from storage.database import Database
from storage.tables import whole_metadata

WITHOUT_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("avoidance.avoided", "milestone.readers", "inquiry.turned_down", "studyperson.study_id"),
        "ids of people or pairs",
    ),
    **dict.fromkeys(("selfcheck.answers", "timesplit.parts", "naming.asked", "naming.confirmed"), "numbers and days"),
    **dict.fromkeys(
        (
            "checkinchoice.never",
            "checkinanswer.answer",
            "declaration.kinds",
            "firstmeeting.ticked",
            "need.about",
            "yearoutcome.answers",
        ),
        "words of a vocabulary",
    ),
    **dict.fromkeys(("installation.bot_token", "setting.value"), "what the programme has settled, and no pair's"),
    "member.was": "an id of Slack's, of somebody whose rows are nobody's",
}


def sealed_texts(db: Database) -> Iterator[tuple[str, list[str]]]:
    """Yield every sealed column by its name, with all that it holds."""
    with db.read() as session:
        for table in whole_metadata().sorted_tables:
            for column in table.columns:
                if isinstance(column.type, EncryptedText):
                    found = session.connection().execute(select(column)).scalars()
                    yield f"{table.name}.{column.name}", [str(each) for each in found if each]
