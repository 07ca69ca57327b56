"""Words that say something of the names beside them, and words that are no names whatever their capital."""

from __future__ import annotations

from studio.text.word_list import word_set

TITLES = word_set(
    """
    Mr Mrs Ms Miss Mx Dr Doctor Prof Professor Sir Dame Lord Lady Madam Madame Mme Monsieur
    Mademoiselle Mlle Herr Frau Fräulein Signor Signora Señor Señora Señorita Don Doña Captain Capt
    Colonel Col Major Maj General Gen Lieutenant Lt Sergeant Sgt Corporal Cpl Private Admiral
    Commander Commodore Marshal Constable Inspector Detective Officer Agent Sheriff Deputy Judge
    Justice President Senator Governor Mayor Minister Ambassador Chancellor King Queen Prince
    Princess Duke Duchess Count Countess Earl Baron Baroness Viscount Marquis Marquess Emperor
    Empress Tsar Czar Tsarina Khan Sultan Pope Cardinal Bishop Archbishop Father Brother Sister
    Mother Reverend Rev Rabbi Imam Saint St Uncle Aunt Auntie Aunty Cousin Granny Grandma Grandpa
    Grandfather Grandmother Nurse Master Mistress Mister Missus Coach Chief Comrade
    Squire Friar Abbot Knight Ser
    """
)

MEN = word_set(
    """
    Mr Sir Lord Monsieur Herr Signor Señor Don King Prince Duke Count Earl Baron Viscount Emperor
    Tsar Czar Father Brother Uncle Grandpa Grandfather Master Mister Friar Abbot Squire
    """
)
WOMEN = word_set(
    """
    Mrs Ms Miss Dame Lady Madam Madame Mme Mademoiselle Mlle Frau Fräulein Signora Señora Señorita
    Doña Queen Princess Duchess Countess Baroness Viscountess Empress Tsarina Sister Mother Aunt
    Auntie Aunty Granny Grandma Grandmother Mistress Missus
    """
)

# Stand before a name without belonging to it.
MODIFIERS = word_set(
    """
    Old Young Little Big Poor Dear Good Great Northern Southern Eastern Western North South East
    West New Lower Upper Inner Outer Late
    """
)

SUFFIXES = (
    "san",
    "kun",
    "chan",
    "sama",
    "sensei",
    "senpai",
    "sempai",
    "dono",
    "nii",
    "nee",
    "tan",
    "shi",
    "hime",
)

SPEECH_VERBS = word_set(
    """
    said says say asked asks replied replies answered whispered whispers shouted shouts yelled yells
    cried cries muttered mutters murmured murmurs called calls exclaimed exclaims continued
    continues added adds growled growls snapped snaps hissed hisses sighed sighs laughed laughs
    smiled smiles grinned grins nodded nods shrugged shrugs frowned frowns remarked returned
    responded responds repeated agreed agrees admitted admits begged declared demanded demands
    explained explains groaned groans mumbled mumbles interrupted interrupts observed protested
    retorted screamed screams sneered snorted stammered stuttered suggested suggests thought thinks
    wondered wonders told tells chuckled chuckles gasped gasps barked breathed blurted teased warned
    warns
    """
)

ACTIONS = word_set(
    """
    was is had has did does could would should might went goes came comes took takes stood stands
    sat sits ran runs turned looked knew knows felt feels saw sees made makes got gets gave gives
    held holds kept keeps left let put began begins found finds seemed seems walked wanted needed
    tried who whose whom himself herself
    """
)

PLACE_PREPOSITIONS = word_set(
    """
    in at near into across through throughout outside inside toward towards within around via beyond
    """
)

# Days, months, peoples, languages, faiths: capitalised by grammar, so a capital proves nothing.
GRAMMAR_CAPITALS = word_set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December Christmas Easter Halloween Hanukkah Thanksgiving
    Ramadan Lent English British Scottish Scotch Irish Welsh French German Germans Dutch Belgian
    Swiss Austrian Italian Italians Spanish Spaniard Portuguese Greek Greeks Turkish Turk Turks
    Russian Russians Polish Ukrainian Czech Hungarian Romanian Bulgarian Serbian Croatian Danish
    Dane Swedish Swede Norwegian Finnish Icelandic Jewish Jew Jews Christian Christians Catholic
    Catholics Protestant Muslim Muslims Islamic Buddhist Hindu Arab Arabs Arabic Egyptian Persian
    Iranian Iraqi Israeli Indian Indians Pakistani Chinese Japanese Korean Vietnamese Thai Mongolian
    African Africans Nigerian Kenyan American Americans Canadian Canadians Mexican Mexicans
    Brazilian Australian Australians European Europeans Asian Asians Latin Roman Romans Hebrew
    Norman Saxon Viking Gothic Victorian Englishman Englishmen Englishwoman Frenchman Frenchmen
    Irishman Scotsman Dutchman Welshman Bible God Internet TV OK Okay January's I I'm I'd I'll I've
    """
)

# Words that open sentences or stand alone as exclamations; a capital on them is no sign of a name.
COMMON = word_set(
    """
    a an the this that these those he she it we you they i him her us them his its our your their my
    mine hers who whom whose what which when where why how whatever whoever whenever wherever
    however someone somebody something anyone anybody anything everyone everybody everything nobody
    nothing none no one each every all both some any many much more most few several other another
    such and but or nor so yet for if though although because since unless until while as than
    whether once before after above below beneath behind beside between beyond by down during except
    from in inside into like near of off on onto out outside over past through throughout to toward
    towards under up upon with within without against along among around at about across yes yeah
    yep nope no nah not never always often sometimes usually perhaps maybe well oh ah eh ha hah haha
    hey hi hello hm hmm huh uh um er ugh ow ouch wow whoa okay ok please thanks thank sorry good
    great fine right sure true damn hell shit fuck god goodness gosh now then there here still just
    even only also too very quite rather almost already again ever soon later suddenly finally
    slowly quickly quietly instead meanwhile moreover besides otherwise therefore thus hence indeed
    anyway first second third last next two three four five six seven eight nine ten be is are was
    were am been being do does did done have has had having will would shall should can could may
    might must let's let go come get got look listen wait stop stay run take give tell say said ask
    see saw hear heard know knew think thought feel felt want need make made keep try leave left
    help watch remember forget believe imagine suppose guess don't didn't can't won't it's that's
    he's she's there's what's who's where's how's here's i'm i'd i'll i've you're we're they're
    mother father mom mum dad daddy mommy mummy papa mama brother sister son daughter uncle aunt
    grandma grandpa grandfather grandmother sir madam ma'am miss mister lady ladies gentleman
    gentlemen boy boys girl girls man men woman women child children kid kids friend friends people
    sweetheart darling dear honey love baby dude guys guy doctor captain chief boss lord king queen
    prince princess master mistress majesty highness lordship ladyship honour honor sensei senpai
    sempai sama oji-san nii-san nee-san chapter part book prologue epilogue scene act east west
    north south spring summer autumn winter today tomorrow yesterday tonight morning evening night
    day earth sun moon heaven hell lord's god's mr mrs ms dr st
    """
)

PARTICLES = word_set(
    """
    von van der den de du del della da di la le al el bin ibn ben ap zu
    """
)
