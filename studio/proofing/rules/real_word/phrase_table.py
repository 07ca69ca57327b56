"""Words that are wrong in certain company, whatever stands around it.

Each entry was run over five million words of published novels: what it found there and was right as written
took it out again, or narrowed it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """``wrong`` stands for ``right`` after ``before`` and ahead of ``after``.

    Both are regular expressions, without regard to case; spaces in them stand for any white space, an
    apostrophe for both its shapes. ``before`` ends where the word begins, ``after`` begins where it ends.
    """

    wrong: str
    right: str
    before: str = ""
    after: str = ""


_THEM = "(?:the|a|an|his|her|my|him|them|me|us|you|it|their|its)"
_PRONOUN = "(?:i|you|he|she|it|we|they)"
_HAVE = "(?:have|has|had|'ve|he'd|she'd|i'd|they'd|we'd|you'd)"
_OBJECT = "(?:my|your|his|her|our|their|all|any|the|more|this|that)"
_LOST = (
    "(?:temper|control|consciousness|minds?|sight|hope|faith|track|balance|way|jobs?|patience|interest|touch"
    "|weight|battle|war|game|fight|money|li[fv]es?|nerve|bet|time|heart|head|cool|place|powers?|memory"
    "|memories|focus|trust|friends?|love|son|daughter|blood|family|house|home|face)"
)
_HOURS = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BODY = (
    "(?:eyes|hands|heads|faces|feet|arms|legs|backs|hearts|mouths|minds|voices|fingers|names|weapons|clothes"
    "|parents|mother|father|souls|shoulders|lips|bodies)"
)
_COMPARED = (
    "(?:more|less|better|worse|rather|other|faster|slower|higher|lower|greater|smaller|larger|bigger|stronger"
    "|weaker|older|younger|taller|shorter|longer|easier|harder|closer|deeper|darker|brighter|louder|quieter"
    "|earlier|further|farther|stranger|heavier|lighter)"
)
_MOVED = (
    "(?:walk(?:ed|ing|s)?|r[au]n|running|rush(?:ed|ing)?|went|go|going|hurried|dr[io]ve|driving|rode|strode"
    "|stepped|slipped|slid|sped|flew|flying|marched|sneaked|snuck|push(?:ed|ing)?|brush(?:ed|ing)|squeezed"
    "|dashed|stormed|swept|star(?:ed|ing)|look(?:ed|ing)|shoved|right|straight)"
)

PHRASES = (
    Phrase(
        "passed",
        "past",
        "(?:it's|it is|it was|half|quarter|minutes?|hours?|ten|five|twenty|well|long|just|way) ",
        f" (?:noon|midnight|midday|dawn|sunset|sundown|bedtime|curfew|{_HOURS})",
    ),
    Phrase("passed", "past", f"{_MOVED} ", f" {_THEM}"),
    Phrase("past", "passed", "(?:had|have|has|'ve) ",
           " (?:by|through|since|away|out|him|her|them|me|us|over|on)"),
    Phrase("now", "not", "better ",
           " (?:have|be|get|go|let|try|say|tell|make|come|forget|mess|lose|find|start)"),
    Phrase("now", "not", "(?:whether|believe it|like it|ready) or ", ""),
    Phrase("now", "know", "(?:don't|didn't|doesn't|do not|did not|let (?:me|him|us)) ",
           " (?:what|how|why|who|where|if|that|whether)"),
    Phrase("of", "have", "(?:could|would|should|might|must|couldn't|wouldn't|shouldn't) ",
           " (?:been|had|done|gone|known|seen|taken|made|said|thought|gotten|got|told|come|heard"
           "|happened|helped"
           "|left|let|killed|died|found|given|lost|kept|used|noticed|guessed|stopped|waited|stayed"
           "|asked|liked"
           "|loved|just|never)"),
    Phrase("then",
           "than", f"{_COMPARED} ", f" (?:{_THEM}|{_PRONOUN}|ever|usual|any|anything|anyone|most"
           "|expected|normal|necessary)"),
    Phrase("loose", "lose",
           "(?:to|will|would|could|can|can't|couldn't|won't|wouldn't|don't|not|might|may|must|never"
           "|gonna|'ll) ",
           f" (?:{_OBJECT} (?:\\w+ )?{_LOST}|you|me|him|her|us|them|everything|anyone|someone|{_LOST})"),
    Phrase("breath", "breathe",
           "(?:can't|couldn't|cannot|can not|could not|able to|trying to|tried to|to|forgot to|don't) ",
           "(?! (?:of|was|is|had|came|enough|left|and))"),
    Phrase("breathe", "breath",
           "(?:a|his|deep|last|one|under his|sharp|shaky|shallow|bated|another|ragged|heavy) ", ""),
    Phrase("use", "used", "(?:he|she|it) ", " to (?!the|a\\b|his|her|be of)\\w+"),
    Phrase("there", "their", "", f" (?:own|{_BODY})(?! (?:are|were|is|was|in|that|who|which))"),
    Phrase("their", "there", "",
           " (?:is|are|was|were|isn't|wasn't|aren't|weren't|has|had|must|could|seemed)"),
    Phrase("they're", "their", "", f" (?:own|{_BODY}|lives|way to)"),
    Phrase("to", "too", "(?:was|is|were|are|it's|far|been|that's|he's|she's|i'm) ",
           " (?:late|soon|slow|small|young|tired|weak|dangerous|early|busy|afraid|scared|easy|shy"
           "|stubborn|stupid)"),
    Phrase(
        "is",
        "it",
        "(?:whatever|whoever|what|as|if|because|though|when|where|and|but|before|since|until|whether) ",
        " (?:was|would|seemed|had been)",
    ),
    Phrase("scene", "seen", f"{_HAVE}(?: (?:only|never|ever|just|always|already|not|often|once))? ", ""),
    Phrase("bean", "been", f"{_HAVE} ", ""),
    Phrase("lead", "led", "(?:had|have|has|been|was|were|he|she|it) ",
           " (?:him|her|them|me|us|the|by|his|into|up|down|through|away|back|astray|out|off)"),
    Phrase("peaked", "peeked", "",
           " (?:out|over|around|at (?:the|him|her|his|my)|through|into|inside|from|behind|under)"),
    Phrase("peak", "peek", "(?:sneak|quick|another) ", ""),
    Phrase("peak", "peek", "(?:a|to) ", " (?:at|out|over|around|through|inside|into|under)"),
    Phrase("peaked", "piqued", "", " (?:his|her|my|their|your|its|our|the) (?:interest|curiosity|attention)"),
    Phrase("peeked", "piqued", "", " (?:his|her|my|their|your|its|our|the) (?:interest|curiosity|attention)"),
    Phrase("baited", "bated", "", " breath"),
    Phrase("reign", "rein", "free ", ""),
    Phrase("poured", "pored", "", " over (?:the|his|her|my|their|a|some|old|ancient) (?:\\w+ )?"
           "(?:books?|maps?|documents?|papers?|reports?|scrolls?|letters?|pages|notes|files|records|texts?)"),
    Phrase("hoard", "horde", "\\ba ",
           " of (?!gold|treasure|money|coins?|jewels|silver|food|wealth|riches|his|her|their|the)\\w+"),
    Phrase("cord", "chord", "str(?:uck|ike|ikes|iking) a (?:\\w+ )?", ""),
    Phrase("chords", "cords", "vocal ", ""),
    Phrase("bare", "bear", "(?:can't|couldn't|cannot|could not|to|could|can) ",
           " (?:to|it|the|with|this|that|him|her|them|any)"),
    Phrase("bear", "bare", "(?:his|her|my|their|with|in|on) ",
           " (?:feet|hands|skin|chest|arms|back|shoulders?|legs|foot|fists|toes)"),
    Phrase("alter", "altar", "(?:at|to|before|on) (?:the|an) ", ""),
    Phrase("heals", "heels", "(?:on|at) (?:his|her|their|my|our|its|the) ", ""),
    Phrase("hole", "whole", "(?:the|a|my|his|her|this) ",
           " (?:time|day|night|thing|world|life|lot|way|point|place|bunch|family|story|week|year|body|house"
           "|village|town|team|class)"),
    Phrase("breaks", "brakes", "(?:hit|slammed|slam|pumped) (?:on )?the ", ""),
    Phrase("brake", "break", "(?:take|took|taking|need|needed|gimme|give me|lunch|coffee) (?:a )?", ""),
    Phrase("threw", "through",
           "(?:walked|ran|went|came|looked|passed|pushed|burst|crashed|flipped|broke|sliced"
           "|cut|slipped|flew|climbed|made it|go|going|get|got) ", ""),
    Phrase("through", "threw", "(?:he|she|they|i|we) ",
           " (?:up|his|her|my|the|a|an|their|himself|herself|it|him|them)"),
    Phrase("site", "sight", "(?:out of|in plain|lost|lose|catch|caught) ", ""),
    Phrase("site", "sight", "at first ", ""),
    Phrase("allowed", "aloud",
           "(?:laughed|said|read|thought|spoke|wondered|cried|reading|laughing|thinking|out) ",
           "(?! (?:to|by|in|him|her|me|us|them|the|for))"),
    Phrase("weather", "whether", "", " or not"),
    Phrase("chose", "choose",
           "(?:to|not|can|could|would|will|must|didn't|don't|should|may|might|can't|couldn't) ", ""),
    Phrase("conscious", "conscience", "(?:guilty|clear|clean) ", ""),
    Phrase("dose", "does", "(?:it|he|she|what|how|where|why|who|when) ", ""),
    Phrase("dose", "does", "", " (?:not|n't|it|he|she|that|this)"),
    Phrase("form", "from",
           "(?:away|far|comes?|came|different|apart|fell|ran|escaped?|out|back|emerged|heard|stolen|taken) ",
           " (?:the|a|an|his|her|my|their|here|there|him|them|me|its|our|your|that|behind|under|above"
           "|across|where)"),
    Phrase("hear", "here", "(?:over|right|come|came|back|stay|wait) ",
           "(?! (?:the|him|her|it|what|me|you|them|a|that|from|of|about|my|your|his|music|voices|how"
           "|our|their|this|us))"),
    Phrase("here", "hear", "(?:can|could|can't|couldn't|cannot|barely) ",
           " (?:you|him|her|them|it|me|his|voices|something|anything)"),
    Phrase("knew", "new", "(?:\\ba|brand) ", ""),
    Phrase("new", "knew", "(?:he|she|i|they|we) ",
           " (?:that|what|it|he|she|how|the|who|this|where|why|exactly|him|her|something|they|better|all)"),
    Phrase("lightening", "lightning", "(?:bolts?|flash|flashes|streaks?) of ", ""),
    Phrase("thought", "though", "(?:(?<!quick )(?<!swift )(?<!fast )as) ",
           " (?:he|she|it|they|i|we|you|there|someone|something|nothing)"),
    Phrase("thought", "though", "(?:^|[.,;!?\"“] ?)even ", " (?:he|she|it|they|i|we|you|the|his|her|there)"),
    Phrase("through", "though", "(?:as|even) ", f" {_PRONOUN}"),
    Phrase("wander", "wonder", "(?:to|i|he|she|they|and|would|could|but) ",
           " (?:what|why|if|how|who|whether|when)"),
    Phrase("wandered", "wondered", "", " (?:what|why|if|who|whether)"),
    Phrase("wondered", "wandered", "",
           " (?:around|off|through|aimlessly|over to|into|away|the (?:streets|halls|corridors))"),
    Phrase("weak", "week", "(?:last|next|this|a|every|one|per|each|once a) ", " (?:ago|later)"),
    Phrase("weight", "wait", "(?:can't|couldn't|please|just|cannot) ", " (?:for|to|until|a|here|any|and)"),
    Phrase("quiet", "quite", "",
           " (?:a (?:lot|few|bit|while)|sure|right|different|the (?:opposite|same)|possibly|some time)"),
    Phrase("off", "of", "(?:front|top|instead|because|bottom|full|kind|sort|couple|lots?|most|none) ",
           " (?:the|his|her|my|their|him|them|me|us|it|its|this|that|those|these|you|course)"),
    Phrase("of", "off", "(?:took|shrugged|laughed|showed|dozed|pulled|wore) ",
           " (?:to|his|her|my|their|into)"),
    Phrase("were", "where", "(?:^|[.!?\"“] ?)", " (?:are|is|am|did|do|does|the hell|have)"),
    Phrase("where", "were", "(?:they|we|eyes|which|hands) ",
           " (?:not|going|all|so|still|being|both|too|supposed|able)"),
    Phrase("solider", "soldier", "(?:a|the|every|each|one|fellow|young|old|wounded|enemy|that|another) ",
           "(?! (?:than|and|ground|footing|basis|form))"),
    Phrase("isle", "aisle", "(?:down|up|across) (?:the|an) ", ""),
    Phrase("rouge", "rogue", "",
           " (?:ninjas?|shinobi|agents?|wizards?|nin|soldiers?|element|state|mages?|knights?|assassins?"
           "|pirates?)"),
    Phrase("waist", "waste", "", " of (?:time|space|energy|money|effort|breath)"),
    Phrase("wrecked", "wreaked", "", " havoc"),
    Phrase("wreck", "wreak", "", " havoc"),
    Phrase("wrecking", "wreaking", "", " havoc"),
    Phrase("affect", "effect", "(?:no|an|the|desired|opposite|side|same|little|full|calming|strange|into) ",
           "(?! (?:the|him|her|his|you|me|them|us|it|my|our|your|their|a|any|every)\\b)"),
    Phrase("suite", "suit", "follow(?:ed|ing|s)? ", ""),
    Phrase("low", "lo", "", " and behold"),
    Phrase("do", "due", "", " to the fact"),
    Phrase("queue", "cue", "(?:on|right on) ", "(?=[.,!?])"),
)  # fmt: skip
