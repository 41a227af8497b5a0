"""The words at which the name of a market ends."""

from __future__ import annotations

# Words that no market's name holds: what joins a sentence, what markets are called, what they do.
_JOINTS = (
    "the a an this that these those of in for by to from and its their his our your is are was "
    "were be been being has have had will would can could may might shall should as at on with "
    "into about over under than then thus while whereas which who what when where how why if but "
    "or nor so yet s toward towards within across per such one whose each every all both year years"
)
_QUALITIES = (
    "overall entire total whole current said key major leading growing global worldwide world "
    "international larger largest higher highest bigger biggest smaller dominant fastest main "
    "new other same high-growth emerging young geographic regional domestic lucrative potential "
    "attractive promising future local national nationwide overseas wider broader maximum precise "
    "minimum greatest sole significant substantial considerable prominent notable remarkable "
    "historical historic past previous prior various several many different specific certain "
    "addressable combined sizable sizeable country large big huge vast small mature booming "
    "buoyant multibillion fast-growing cagr "
    "fast-expanding rapidly single latest top dynamic competitive quick steady likely successful "
    "developing eleventh annual percent cent billion million trillion crore dollar usd eur recent "
    "revenue-generating generating mainland period evolving expanding thriving flourishing today's"
)
_DOINGS = (
    "report reports say attribute attributes detail details study according expects expected "
    "difficult predicted "
    "projected estimated estimates values valued shows reveals states says driving drives drive "
    "dominated dominates dominate led leads boosting boost fueling fuel propelling propel "
    "shaping reached reaches drove enter entering hit hits size forecast forecasted outlook "
    "analysis share shares identifies represent represents represented recording recorded "
    "records booked booking acquired acquires holds hold held holding account accounts accounted "
    "accounting grow grew grown generated generates captured captures contributed contributes "
    "made makes making calls called became become becomes remain remains remained see sees saw "
    "turned registered predict predicts used using hamper hampers hinder hinders worth witness "
    "witnesses witnessed exhibit exhibits exhibited register registers experience experiences "
    "augment augments support supports surge surges understand aiding developed indicating "
    "confirms covers covering company's firm's publisher's among ranks ranked anticipated "
    "dominating grows promote promotes forecasts elevate limit published studied rising moving "
    "stood exceeded surpassed crossed climbed amounted region's country's nation's equivalent "
    "disrupt disrupts disrupting continue continues brought outperformed confront shrank shrunk "
    "declined dropped slipped"
)
STOP = frozenset(f"{_JOINTS} {_QUALITIES} {_DOINGS}".split())
# "The market for braces totaled": what it does, behind a name
DOES = frozenset(
    str.split(
        "total totals totaled totalled totaling came comes approached approaches neared nears fell "
        "falls rose rises doubled doubles tripled halved accelerated passed passes jumped jumps "
        "soared skyrocketed spiked slumped tumbled surged expanded expands ran runs looks looked "
        "keeps kept stays stayed experienced garnered garners comprised comprises posted posts "
        "earned earns gained gains lost loses contracted dipped plunged rebounded recovered peaked "
        "topped tops hovers hovered sits sat weighs weighed moved moves swelled ballooned needs "
        "presents offers commands slowed cooled attracted spans exceeds surpasses crosses climbs "
        "amounts becomes currently presently already annually now today thereby also still alone"
    )
)
