"""The two words by which a case goes in the facilitators' channel: drawn by lot, they mean nothing."""

from random import Random

COLOURS = (
    "Amber", "Apricot", "Ash", "Azure", "Beige", "Blue", "Bronze", "Brown", "Chestnut", "Cinnamon", "Clay", "Cobalt",
    "Copper", "Coral", "Cream", "Crimson", "Emerald", "Fawn", "Fern", "Flint", "Garnet", "Ginger", "Golden", "Granite",
    "Green", "Hazel", "Honey", "Indigo", "Ivory", "Jade", "Khaki", "Lavender", "Lemon", "Lilac", "Lime", "Linen",
    "Mahogany", "Maple", "Maroon", "Mauve", "Mint", "Moss", "Nutmeg", "Ochre", "Olive", "Opal", "Orange", "Pearl",
    "Plum", "Purple", "Quartz", "Russet", "Saffron", "Sage", "Sand", "Scarlet", "Sepia", "Silver", "Slate", "Teal",
    "Topaz", "Turquoise", "Umber", "Violet",
)  # fmt: skip
BIRDS = (
    "Avocet", "Bittern", "Blackbird", "Bluebird", "Bunting", "Bustard", "Buzzard", "Chaffinch", "Condor", "Coot",
    "Cormorant", "Crane", "Curlew", "Dipper", "Dove", "Dunlin", "Eagle", "Egret", "Eider", "Falcon", "Finch",
    "Flamingo", "Gannet", "Goldfinch", "Goshawk", "Grebe", "Grouse", "Gull", "Harrier", "Heron", "Hoopoe", "Ibis",
    "Jay", "Kestrel", "Kingfisher", "Kite", "Kiwi", "Lapwing", "Lark", "Linnet", "Martin", "Merlin", "Nightingale",
    "Nuthatch", "Oriole", "Osprey", "Owl", "Partridge", "Pelican", "Petrel", "Pheasant", "Pipit", "Plover", "Puffin",
    "Quail", "Redstart", "Robin", "Sandpiper", "Siskin", "Skylark", "Sparrow", "Starling", "Stork", "Swallow",
)  # fmt: skip


def new_label(chance: Random) -> str:
    """Return two words. There are 4,096 such names; whether one is taken its workspace knows."""
    return f"{chance.choice(COLOURS)} {chance.choice(BIRDS)}"
