"""Verbs that tell how something was said."""

from __future__ import annotations

from studio.text.word_list import word_set

_REGULAR = word_set(
    """
    accuse acknowledge add address admit admonish advise affirm agree announce answer apologise
    apologize appeal argue ask assent assert assure bark bawl beg begin bellow bemoan berate blurt boast
    boom bray breathe bristle cackle call caution chant chastise cheer chide chime chirp chirrup choke
    chorus chuckle claim coax command comment complain concede conclude confess confide confirm console
    continue contradict coo correct cough counsel counter croak croon cry curse decide declare demand
    demur deny direct drawl drone echo encourage enquire enthuse entreat exclaim exhort explain finish
    fume gasp giggle goad greet gripe groan grouch grouse growl grumble grunt guess gulp gush hazard
    hiss holler hoot howl huff hum implore inform inquire insist instruct interject interjoin interpose
    interrupt intervene intone jabber jeer jest joke lament laugh lecture lie lisp maintain manage
    marvel mimic moan mock mouth mumble murmur muse mourn mutter nag note object observe offer opine opt
    order pant persist pipe plead point ponder pout prattle pray predict press proclaim prod promise
    prompt pronounce propose protest puff purr query question quip quote rage ramble rant rap rasp
    rattle reason reassure rebuke recall recite recommend recount reflect refuse reiterate rejoin remark
    remember remind remonstrate repeat reply report request resolve respond retort return reveal riposte
    roar rumble say scoff scold scream screech shout shriek shrill sigh simper slur snap snarl sneer
    snicker sniff sniffle snigger snort sob soothe speculate spit splutter sputter squawk squeak squeal
    stammer state storm stutter suggest sum summarize suppose surmise swallow swear tattle taunt tease
    tell thank theorize think threaten thunder translate trill tut urge utter venture volunteer vow
    wager wail warble warn wheedle wheeze whimper whine whisper whistle wonder yammer yap yawn yell yelp
    yowl
    """
)
_IRREGULAR = word_set(
    """
    admitted answered began begged chatted cried denied hummed lied nagged panted prodded quipped ragged
    rapped read rejoined replied said sang sobbed spat spoke swore thought told tutted went wrote yapped
    """
)
_VOWELS = frozenset("aeiou")


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
    return verb, verb + ("es" if sibilant else "s"), verb + "ed", verb + "ing"


SPEECH_VERBS = frozenset(form for verb in _REGULAR for form in _forms(verb)) | _IRREGULAR
"""Every form of the verbs that introduce speech, in lower case ("say", "says", "said", "whispering" …)."""

FINITE_SPEECH_VERBS = frozenset(form for verb in _REGULAR for form in _forms(verb)[1:3]) | _IRREGULAR
"""Their forms for the third person and the past ("says", "said", "whispered" …)."""

PLAIN_SPEECH_VERBS = word_set(
    """
    said says asked asks replied replies answered answers cried cries whispered whispers shouted shouts
    muttered mutters murmured murmurs exclaimed exclaims mumbled mumbles yelled yells screamed screams
    hollered hollers called calls stammered stammers retorted retorts snapped snaps demanded demands
    declared declares announced announces repeated repeats responded responds remarked remarks protested
    protests
    """
)
"""The forms that seldom mean anything but speech."""
