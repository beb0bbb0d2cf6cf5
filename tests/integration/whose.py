"""Which listener is whose: each by its name, below the rule of who is answered. A new listener joins by a line."""

from collections.abc import Mapping

from tests.integration.rules import Rule
from tests.integration.whose_of_pairs import PAIR

OPEN = """
action anything else
action settings_country
command /mentor
"""
OWN = """
action data:erase
action data:send
view data_form
action year:agree
action year:answer
action year:withdraw
view year_form
view review_terms_form
action ^(check_in:end|check_in:again|check_in:delete)$
action ^(plan:write|plan:time|plan:share)$
action ^circle:
action ^find:page
action ^home:page
action ^hours:pause:
action ^library:page
action ^milestone:page
action ^offer:
action ^request:page
action ^scenario:open:
action ^scenario:pick:
action check:sentence
action find:change
action find:people
action find:references
action library:site
action milestone:add
action newcomer:ask
action plan:holds
action request:list
action review:terms
action statement:ask
action statement:make
action statement:period
action tip:no_more
command /agenda
command /broker
command /goals
command /recap
event app_home_opened
view about_form
view find_form
view find_people_form
view hours_form
view milestone_form
view need_form
view offer_open_form
view offer_pair_form
view plan_form
view plan_share_form
view plan_time_form
view reference_form
view statement_ask_form
"""
COLLEAGUE = """
action find:ask
action ^find:card
action request:ask
view inquiry_form
view request_form
"""
FACILITATORS = """
action ^desk:
view roster_keep
action ^(?:gate:consent|gate:refuse)$
action ^gate:page:
action gate:rules
action library:add
action library:menu
action reports:period
action reports:send
action reports:split
view gate_rules_form
view library_form
view pair_form
view settings_form
"""
CASE = """
view roster_form
action ^queue:
view ^queue:
"""
REQUESTER = """
action note:answer
action note:back
action note:change
action note:earlier
action note:end
action note:keep
action note:last
action note:later
action note:look
action note:mine
action note:more
action note:next
action note:no
action note:rate1
action note:rate2
action note:rate3
action note:receipt
action note:write
action note:yes
view note:10
view note:12
view note:2
view note:3
view note:8
view note:9
"""
SLACK = """
event app_uninstalled
event member_left_channel
event team_join
event tokens_revoked
event user_change
"""
TABLE: Mapping[str, Rule] = {
    name: rule
    for rule, names in (
        (Rule.OPEN, OPEN),
        (Rule.OWN, OWN),
        (Rule.COLLEAGUE, COLLEAGUE),
        (Rule.PAIR, PAIR),
        (Rule.FACILITATORS, FACILITATORS),
        (Rule.CASE, CASE),
        (Rule.REQUESTER, REQUESTER),
        (Rule.SLACK, SLACK),
    )
    for name in names.split("\n")
    if name
}
"""By the name of a listener (listeners.py), who is answered."""
