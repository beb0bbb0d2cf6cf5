"""Every id on the requester's side: numbers and plain words, for they can stand in logs and be seen over a shoulder.

Screens are callback_ids, fields and buttons block_ids and action_ids. A test holds every screen to `ALLOWED`.
"""

NOTICE = "note:1"
FORM = "note:2"
RECEIPT = "note:3"
DONE = "note:4"
ELSEWHERE = "note:5"
LIST = "note:6"
CASE = "note:7"
REPLY = "note:8"
TYPED = "note:9"
STEPS = "note:10"
SURE = "note:11"
OTHERS = "note:12"

WRITE = "note:write"
MINE = "note:mine"
HAVE_RECEIPT = "note:receipt"
LOOK = "note:look"
BACK = "note:back"
EARLIER = "note:earlier"
LATER = "note:later"
ANSWER = "note:answer"
YES = "note:yes"
NO = "note:no"
MORE = "note:more"
NEXT = "note:next"
LAST = "note:last"
END = "note:end"
CHANGE = "note:change"
KEEP = "note:keep"
RATE = ("note:rate1", "note:rate2", "note:rate3")

THEMES = "note:a"
WISH = "note:b"
URGENCY = "note:c"
WORDS = "note:d"
OTHER = "note:e"
NOT_THESE = "note:f"
SHARING = ("note:g", "note:h")
"""By turns: a tick that was meant for one person must not stand below the name of another."""
GROUP = "note:i"
WHOLE = "note:j"
SPEECH = "note:k"
STAGE = "note:l"
STREAM = "note:m"

ALLOWED = frozenset(
    {NOTICE, FORM, RECEIPT, DONE, ELSEWHERE, LIST, CASE, REPLY, TYPED, STEPS, SURE, OTHERS}
    | {WRITE, MINE, HAVE_RECEIPT, LOOK, BACK, EARLIER, LATER, ANSWER, YES, NO, MORE, NEXT, LAST, END, CHANGE, KEEP}
    | {*RATE, THEMES, WISH, URGENCY, WORDS, OTHER, NOT_THESE, *SHARING, GROUP, WHOLE, SPEECH, STAGE, STREAM}
)
