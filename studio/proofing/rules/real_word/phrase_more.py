"""Further entries of the phrase table: set phrases that are often heard wrong, and words for their likes.

Each was run over four million words of published novels, as those of the first table were.
"""

from __future__ import annotations

from studio.proofing.rules.real_word.phrase_table import Phrase

_OWN = "(?:his|her|my|their|your|our|its)"
_HIM = "(?:him|her|them|me|us|you)"
_FEELING = (
    "(?:anger|temper|emotions?|horse|mount|curiosity|impatience|excitement|feelings|powers?|magic|fury|rage)"
)
_START = '(?:^|\\s(?<=[.!?]\\s)|(?<=["“]))'
_STOP = "(?=[.,;!?])"
_THINGS = (
    "(?:cake|paper|bread|advice|meat|wood|glass|cloth|furniture|string|chalk|fruit|chocolate|toast|jewellery"
    "|jewelry|land|equipment|machinery|music|evidence|information|clothing|metal|stone|pie|candy|rope|junk)"
)

MORE_PHRASES = (
    Phrase("reigned", "reined", "", f" in {_OWN} {_FEELING}"),
    Phrase("reigned", "reined", "(?:keep|kept|be|get|got) (?:\\w+ )?", " in"),
    Phrase("phased", "fazed", "(?:nothing|never|not|\\w+n't|hardly|barely|seemed|be|been|was|were|wasn't) ",
           f" (?:{_HIM}|by)"),
    Phrase("phase", "faze", "(?:never|not|\\w+n't|to|would|hardly|barely) ", f" {_HIM}"),
    Phrase("unphased", "unfazed"),
    Phrase("lead", "led", "(?:would|could|might|should|may|must) have ", "(?! (?:in|poisoning|pipes?))"),
    Phrase("lead", "led", "(?:that|which|this|what) (?:had|has|have) ", " to"),
    Phrase("change", "chance", "(?:stand|stands|stood|standing) (?:a|no|any|little|much|half a) ", ""),
    Phrase("lighting", "lightning",
           "(?:bolts?|flash|flashes|streaks?|forks?|struck by|thunder and) (?:of )?", ""),
    Phrase("lighting", "lightning", "", " (?:bolts?|struck|flashed)"),
    Phrase("playing", "paying", "",
           " (?:(?:an?|no|more|close|much|little|any|enough) )?(?:\\w+ )?(?:amount of )?attention"),
    Phrase("played", "paid", "", " (?:no|more|close|much|little|any|enough|special) (?:\\w+ )?attention"),
    Phrase("play", "pay", "", " (?:(?:no|more|close|much|little|any|enough|special) )?attention"),
    Phrase("or", "of", "(?:all sorts|all kinds|in front|instead) ", " (?!not|so|else)\\w+"),
    Phrase("quite", "quit", "(?:had|he'd|she'd|i'd|to|have) ", f" (?:smoking|drinking|{_OWN} job|school)"),
    Phrase("quite", "quiet",
           "(?:be|keep|kept|stay|stayed|fell|went|grew|became|remained|so|too|very) ", _STOP),
    Phrase("bough", "bought", "(?:he|she|i|we|they|had|have|has) ", ""),
    Phrase("lesion", "lesson",
           "(?:teach|taught|learn|learned|learnt) (?:\\w+ )?(?:a|an|his|her|the|their|my) ", ""),
    Phrase("loses", "losses", f"(?:heavy|cut {_OWN}|great|suffered|terrible) ",
           f"(?! (?:{_OWN}|the|a|all|no))"),
    Phrase("their", "there", "", "(?=[.!?])"),
    Phrase("to", "too", "(?:way|far|there (?:are|were|is|was)|drank|ate|drunk|eaten) ", " (?:much|many)"),
    Phrase("advise", "advice", "(?:some|any|my|his|her|your|their|good|bad|of|the|an?|no) ", ""),
    Phrase("advice", "advise", "(?:to|would|i|must|should) ", f" (?:{_HIM}|against)"),
    Phrase("sole", "soul", "(?:not a|poor|lost|living|body and|heart and) ",
           f"(?: (?:was|had|could|who|in|to)|{_STOP})"),
    Phrase("vein", "vain", "in ", _STOP),
    Phrase("except", "accept", "(?:must|can't|cannot|couldn't|won't|didn't|refused to|had to|have to) ",
           f" (?:the|{_OWN}|it|that|this|defeat|responsibility)"),
    Phrase("were", "we're", _START, " (?:gonna|going to|almost there|out of time)"),
    Phrase("well", "we'll", _START, " (?:be (?:there|back|fine|late|ready|okay|safe)|need to|get there)"),
    Phrase("shell", "she'll", _START, " (?:be|have|never|get|come|find|kill|want|need|know|think)"),
    Phrase("cloths", "clothes",
           f"(?:took off|put on|changed|wearing|change of|pulled on) (?:(?:{_OWN}|the|some|new) )?", ""),
    Phrase("desert", "dessert", "(?:for|eat|ate|chocolate|after) ", _STOP),
    Phrase("bellow", "below", "(?:from|down|far|just|deep) ", _STOP),
    Phrase("bellow", "below", "", f" (?:{_HIM}|the (?:surface|window|deck|water|ground|knee|waist))"),
    Phrase("preceded", "proceeded", "", " to [a-z]+(?<!ed)"),
    Phrase("shutter", "shudder", f"(?:made {_HIM}|with a|suppressed a|gave a) ",
           "(?! (?:across|over|on|at|slammed|that))"),
    Phrase("waived", "waved", "", f" (?:at|goodbye|{_OWN} hands?|{_HIM}|a hand)"),
    Phrase("diffuse", "defuse", "", " (?:the|this|a) (?:bomb|situation)"),
    Phrase("exited", "excited", "(?:so|very|too|more|really|get|got|how) ", ""),
    Phrase("board", "bored", "(?:so|very|getting|too|i'm|he's|she's) ", _STOP),
    Phrase("chocked", "choked", "", f" (?:out|back|on|{_HIM})"),
    Phrase("slight", "sleight", "", " of hand"),
    Phrase("horse", "hoarse", "voice (?:was|is|sounded|had gone|grew) ", ""),
    Phrase("tow", "toe", "", " the line"),
    Phrase("breath", "breadth", "hair'?s?[ -]", ""),
    Phrase("intensive", "intents and", "for all ", " purposes"),
    Phrase("in", "and", "\\bone ", f" the same{_STOP}"),
    Phrase("and", "in", "\\bcase ", " point(?=[.,:;!?])"),
    Phrase("seeded", "seated", "deep[- ]", ""),
    Phrase("butt", "bud", "nip(?:ped|ping)? (?:it|this|that|things) in the ", ""),
    Phrase("piece", "peace", "", " of mind"),
    Phrase("peace", "piece", "(?:a|another|every|each|last|one|this|that|the) ", f" of {_THINGS}"),
    Phrase("undo", "undue", "(?:cause|causing|any|no|without|draw|attract) ",
           " (?:attention|stress|harm|pressure|alarm|suspicion|hardship)"),
    Phrase("manor", "manner", "in (?:an?|this|that|such a) (?:\\w+ )?",
           "(?! (?:house|in|near|on|of|outside|at|by))"),
    Phrase("steal", "steel", "(?:stainless|made of|nerves of) ", ""),
    Phrase("roll", "role", "play(?:ed|ing|s)? (?:an?|the|any|no|his|her|my|their|its)(?: \\w+)? ",
           " (?:in|as|of)"),
)  # fmt: skip
