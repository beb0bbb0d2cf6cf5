"""Words of everyday English that are people's names as well: small, or at the head of a sentence, they are words."""

WORDS = """
abbot amber apple april archer august autumn back baker banks barber bass beach bean bell berry best bird bishop black
blunt bold bond book branch bridge bridges bright brook brooks brown buck bull butler carpenter carter case cash chance
chase cherry christian church cliff close coast cook cooper cotton crane cross dale daisy dawn day days dean drake drew
duke dyer earl early earnest elder english faith farmer fellow field fields finch fish fisher ford forest fox frank
french friend frost gardener gates gene gentle german glass gold good grace grant gray green grey guest guy hall hand
hands hare hart head heart heath herring hill hills holder home hood hope house hunt hunter iris irish iron jack jewel
joy judge june justice king kings knight lake lamb land lane law laws lily little long lord love low major mark marks
marsh mason may mayor mean means mercer merry mike miles mill miller mills minor moody moon moss noble north page paper
park parker parks pat pearl penny pepper pike pine piper pond pool pope potter power powers price prince prior rain ray
reader reading reed rice rich rivers rob root roots rose ruby rush sage sailor sandy savage school self sharp shepherd
ship shore short silver singer small smart smith snow south spring star steel stern stone strange stranger street
strong sue summer summers swan sweet swift tailor temple thorn times tower town trace turner violet walker wall walls
ward warden water waters way weaver weeks wells west wheeler white wild will wills winter winters wise wolf wood woods
work workman worth young younger
"""
ORDINARY = frozenset(WORDS.split())
"""In small letters."""
