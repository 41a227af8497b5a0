"""Verbs of market reports that several rules must know in the same forms."""

from __future__ import annotations

import re

# What is and has, and what may.
BE = r"is|are|was|were|be|been|will|would|has|have|had|can|may|might|should|shall|could"
# "The report stressed that", by the stem: what is told stands behind "that".
TELLS_THAT = (
    r"(?:expect|estimat|project|forecast|sa[iy]|find|found|show|suggest|predict|not(?=e)|stat(?=e)|report|reveal|indicat|believ|"
    r"conclud|mean|observ|highlight|stress|underlin|underscor|emphasi[sz]|mention|opin|outlin|explain|maintain|argu|"
    r"cit|declar|assert|affirm|caution|claim|confirm|detail|envisag|foresee|inform|point\w*\s+out|warn|remark|disclos|"
    r"contend|reiterat|reckon|think|thought|calculat|anticipat|add)(?:e?[sd]?|ing)\s+that\s+"
)
# "Steel pumps, backed by low prices,": what a cause does for a market
BACKED = r"driven|supported|backed|boosted|fuell?ed|helped|aided|propelled|underpinned|spurred"
# "Steel pumps, owing to low prices,", "pumps, says Belor,": what leads in words set between commas
ASIDE = r"(?:owing|due|thanks|according)\s+to|because\s+of|given|says?|said"
# "Steel pumps, by material,", "starting from a low base,", "still in their infancy,"
BESIDE = (
    r"(?:by|in\s+terms\s+of)(?=\s(?!far\b|then\b)[a-z][a-z\s-]{2,30}(?:,|$))|"
    r"(?:still|already|now|long|yet)(?=\s(?:at|in|on|under|an?)\s)|"
    r"(?:starting|coming|growing|rising|benefiting|profiting|recovering|emerging|building|drawing|relying)"
    r"(?=\s(?:from|off|out|on)\s)"
)
# "with pumps holding 40 %": participles behind which a share stands.
HOLDING = (
    r"(?:account|hold|hav|captur|represent|contribut|command|lead|mak|tak|claim|dominat|generat|"
    r"constitut|compris|controll?|own|garner|secur|occupy|retain|enjoy|absorb|winn|draw|attract|"
    r"register|record|grabb|form|provid|supply|deliver|carry|boast|maintain|keep|possess|"
    r"achiev|gain|earn|acquir|cover|corner|amass|bring|yield|sustain|seiz|receiv|show|exhibit|"
    r"obtain|stand|sitt|amount|reach|hitt|exceed|rank|com|topp|emerg|us|consum|buy|purchas|employ|"
    r"sell|book|shar)ing(?:\s+(?:in|up)(?!\s+(?:the|19|20)))?"
)
# What a holder does with a share, in every form but the participle in -ing.
HELD = (
    r"(?:held|holds?|accounts?|accounted|captur(?:es?|ed)|contribut(?:es?|ed)|represent(?:s|ed)?|"
    r"command(?:s|ed)?|control(?:s|led)?|tak(?:es?|en)|took|ma[dk]es?\s+up|claim(?:s|ed)?|own(?:s|ed)?|"
    r"dominat(?:es?|ed)|generat(?:es?|ed)|constitut(?:es?|ed)|compris(?:es?|ed)|secur(?:es?|ed)|"
    r"garner(?:s|ed)?|collect(?:s|ed)?|occup(?:y|ies|ied)|retain(?:s|ed)?|suppl(?:y|ies|ied)|absorb(?:s|ed)?|earn(?:s|ed)?)"
)
# "clinics take up 40 %", "soaked up 40 %": how much, and not how much more.
TAKES_UP = (
    r"(?:ma(?:de|kes?|king)|t(?:ook|akes?|aking|aken)|ate|eat(?:s|ing)?|br(?:ought|ings?|inging)|"
    r"(?:soak|snap|chalk|notch|rack|mop|gobbl|swallow)(?:e?s?|p?ed|p?ing)|buy(?:s|ing)?|bought)\s+up"
)
# What a market does before the value it moves to: nouns as well, so that the value must follow.
_BEFORE_VALUE = (
    r"(?=[a-z]+(?:\s+(?:up|down|back|out|in|further|higher|lower|ahead|sharply|steadily|rapidly))*\s+"
    r"(?:(?:to|at|from|past|above|beyond)\s|"
    r"(?:(?:an?|about|around|over|nearly|almost|some|just|roughly|approximately|close\s+to|"
    r"more\s+than|estimated)\s+)*(?:\Z|[~<>$€£¥₹\d]|(?-i:[A-Z]{2,3}\$?\s?\d))))"
)
MOVES_TO = (
    (
        r"(?:head(?:s|ed|ing)?|bound|destined|aim(?:s|ed|ing)?)(?=\s+(?:for|at)\s+(?:[a-z]+\s+){0,2}[A-Z]{0,3}\$?\s?[$€£¥₹\d])|"
    )
    + _BEFORE_VALUE
    + (
        r"(?:leap(?:s|t|ed|ing)?|ramp(?:s|ed|ing)?|step(?:s|ped|ping)?|edg(?:es?|ed|ing)|creep(?:s|ing)?|"
        r"crept|pick(?:s|ed|ing)?|balloon(?:s|ed|ing)?|mushroom(?:s|ed|ing)?|(?:sky)?rocket(?:s|ed|ing)?|"
        r"escalat(?:es?|ed|ing)|improv(?:es?|ed|ing)|strengthen(?:s|ed|ing)?|recover(?:s|ed|ing)?|"
        r"rebound(?:s|ed|ing)?|slip(?:s|ped|ping)?|slid(?:es?|ing)?|sinks?|sank|sinking|dip(?:s|ped|ping)?|"
        r"drop(?:s|ped|ping)?|contract(?:s|ed|ing)?|plung(?:es?|ed|ing)|plummet(?:s|ed|ing)?|"
        r"tumbl(?:es?|ed|ing)|erod(?:es?|ed|ing)|eas(?:es?|ed|ing)|slump(?:s|ed|ing)?|"
        r"retreat(?:s|ed|ing)?|weaken(?:s|ed|ing)?|scal(?:es?|ed|ing)|widen(?:s|ed|ing)?|mov(?:es?|ed|ing)|"
        r"buil(?:ds?|t|ding)|progress(?:es|ed|ing)?|evolv(?:es?|ed|ing)|extend(?:s|ed|ing)?|"
        r"inch(?:es|ed|ing)?|trend(?:s|ed|ing)?|tick(?:s|ed|ing)?|nudg(?:es?|ed|ing)|spik(?:es?|ed|ing)|"
        r"shoots?|shot|spiral(?:s|l?ed|l?ing)?|swell(?:s|ed|ing)?|swollen|go(?:es|ing)|went|"
        r"sits?|sat|sitting|r[au]ns?|running|weigh(?:s|ed|ing)|peak(?:s|ed|ing)?|plateau(?:s|ed|ing)?|"
        r"hit(?:s|ting)?|approach(?:es|ed|ing)?|near(?:s|ed|ing)|pull(?:s|ed|ing)?|rak(?:es?|ed|ing)|"
        r"produc(?:es?|ed|ing)|yield(?:s|ed|ing)?|gross(?:es|ed|ing)?|net(?:s|ted|ting)|"
        r"touch(?:es|ed|ing)?|attain(?:s|ed|ing)?|garner(?:s|ed|ing)?|chalk(?:s|ed|ing)?|"
        r"rack(?:s|ed|ing)?|fetch(?:es|ed|ing)?|top(?:s|ped|ping)?|total(?:s|l?ed|l?ing)?|"
        r"stand(?:s|ing)|amount(?:s|ed|ing)?|follow(?:s|ed|ing)|c[ao]mes?|coming)"
    )
)
# "in", but for "in-house kits" and "in vivo therapy"
IN = r"in(?!-|\s+(?:vitro|vivo|silico|situ)\b)"
# "Pumps dominated the market in 2023 and will be worth": the market is what they lead.
LEADS_MARKET = re.compile(
    r"\s+(?:(?:will|is|are|to|set|likely|expected|projected|continues?)\s+){0,5}"
    r"(?:lead(?:s|ing)?|led|dominat(?:es?|ed)|tops?|topped)"
    r"\s+the\s+(?:[\w-]+\s+){0,4}?(?:market|industry)\b"
)
# Forms of other verbs that follow a subject.
VERBS = str.split(
    r"""
    expected projected anticipated estimated predicted poised slated likely
    forecast(?:ed|s)?(?!\s+(?:period|year|time|horizon|window|span)) grow(?:s|n|ing)? grew
    expand(?:s|ing)? advanc(?:es?|ing) ris(?:es?|ing) rose increas(?:es?|ed|ing)
    declin(?:es?|ed|ing) shr[iau]nk(?:s|ing)?(?!\s(?:tub|film|wrap|sleeve|fit|label)) fell falls
    falling climb(?:s|ed)? gain(?=\s+(?:ground|share|traction|momentum)\b)
    climbing(?!\s(?:gear|equipment|shoe|rope|gym|machine|chalk|safety|wall|frame|helmet|harness))
    gain(?:ed|ing) accelerat(?:es?|ed|ing) outpac(?:es?|ed|ing) quadrupl(?:es?|ed|ing)
    halv(?:es?|ed|ing) surg(?:es?|ed|ing) scal(?:es|ing)(?=\s+(?:at|by|up)\b) jump(?:s|ed|ing)
    soar(?:s|ed|ing) register(?:s|ed|ing)? exhibit(?:s|ed|ing)? witness(?:es|ed|ing)?
    record(?:ed|ing) show(?:ed|n|ing|cas\w+) post(?:ed|ing) see(?:s|ing)?
    saw(?!\s(?:blade|cutting|mill|palmetto)) log(?:ged|ging) represent(?:s|ed|ing)? stood
    leading(?!\s+\w+) held holds? holding account(?:s|ed|ing|(?=\s+for\b)) captur(?:es?|ed|ing)
    command(?:s|ed|ing) dominat(?:es?|ed|ing) contribut(?:es?|ed|ing) remain(?:s|ed|ing)? took
    takes? taking makes? making
    made(?<!custom\smade)(?<!tailor\smade)(?<!ready\smade)(?<!hand\smade) absorb(?:s|ed)
    retain(?:s|ed|ing)? add(?:s|ed|ing) generat(?:es?|ed|ing) garner(?:s|ed|ing)
    reach(?:es|ed|ing)? continu(?:es?|ed|ing) demonstrat(?:es?|ed|ing)
    experienc(?:es|ed|ing|e(?!\s(?:analytics|management|platform|cent|software|design|monitoring)))
    emerg(?:es?|ed|ing) achiev(?:es?|ed|ing) deliver(?:s|ed|ing)? follow(?:s|ing) trail(?:s|ed)
    boast(?:s|ed)? enjoy(?:s|ed)? constitut(?:es?|ed|ing) maintain(?:s|ed|ing)?
    benefit(?:s|ed|ing) attract(?:s|ed|ing) compris(?:es?|ed|ing) became becomes?
    looks?(?=\s+(?:set|likely|poised|to)\b) appears? appeared offered receiv(?:es?|ed)
    secur(?:es?|ed) recover(?:s|ed) expects? went goes r[au]ns?(?=\s+(?:to|at)\b)
    turn(?:s|ed)\s+out widened narrowed decreas(?:es?|ed|ing) dropp(?:ed|ing) slipped slowed
    contracted rebounded plunged dipped suffered stay(?:s|ed|ing) brings? brought earn(?:s|ed|ing)
    c[ao]mes?\s+(?:to|in|first|second|third|next|last|top|out)\b total(?:s|led|ed) amount(?:s|ed)
    swell(?:s|ed)? rank(?=\s+(?:first|second|third|next|among)\b) ranks ranked owns owned
    compound(?:s|ed|ing)?(?=\s+(?:at|by)\b)
    surpass(?:es|ed) exceed(?:s|ed) topped crossed clock(?:s|ed) notch(?:es|ed) serv(?:es?|ed)
    records?(?=\s+(?:an?|the|its|over|growth|strong|robust)\b) go(?=\s+(?:up|down)\b)
    overtak(?:es?|ing) overtook outgrow(?:s|ing)? outgrew outstrip(?:s|ped|ping)?
    outperform(?:s|ed|ing)? outsold outsells? outstripped eclips(?:es?|ed|ing) loses? losing
    stops?(?=\s+(?:at|short)\b) starts?(?=\s+(?:with|at|from)\b) arrives?(?=\s+at\b)
    settles?(?=\s+(?:on|at)\b) works?(?=\s+with\b) form(?:s|ed)?(?=\s+(?:the|part|one)\b)
    """
)
