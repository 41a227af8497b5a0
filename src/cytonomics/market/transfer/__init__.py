"""Cells, tissue and organs that are transferred: how many, at what cost, for whom and where.

From counts of registries (`counts`) and what is known of countries (`countries`), pooled over
countries (`pooling`), to numbers (`volumes`) and unit costs (`values`) everywhere, split over
diseases and places of care (`crosswalk`), as offers of a market (`building`).
"""

from cytonomics.market.transfer.building import METHOD, OUTLOOK, Transfers, transfers
from cytonomics.market.transfer.crosswalk import AREA, END_USER, Shares, shares
from cytonomics.market.transfer.technologies import TECHNOLOGIES, Technology, technologies_in
from cytonomics.market.transfer.values import Costs, costs
from cytonomics.market.transfer.volumes import Volumes, volumes

__all__ = [
    "AREA",
    "END_USER",
    "METHOD",
    "OUTLOOK",
    "TECHNOLOGIES",
    "Costs",
    "Shares",
    "Technology",
    "Transfers",
    "Volumes",
    "costs",
    "shares",
    "technologies_in",
    "transfers",
    "volumes",
]
