"""Which lines make one series: those that continue one another, over any number of reforms."""

from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]


def families(keys: Sequence[int], edges: Iterable[Edge]) -> list[list[int]]:
    """Keys that successions (earlier, later) tie together, in the order of `keys`; each key is in one family."""
    family = {key: [key] for key in keys}
    for earlier, later in edges:
        if family[earlier] is not family[later]:
            joined = family[earlier] + family[later]
            family.update(dict.fromkeys(joined, joined))
    order = {key: number for number, key in enumerate(keys)}
    unique = {id(members): sorted(members, key=order.__getitem__) for members in family.values()}
    return sorted(unique.values(), key=lambda members: order[members[0]])


def generations(members: Sequence[int], edges: Iterable[Edge]) -> list[list[int]]:
    """The members of a family, those that continue nothing first, each after all that it continues.

    Raises ValueError where they lead in a circle.
    """
    earlier: Mapping[int, set[int]] = {key: set() for key in members}
    for before, after in edges:
        if after in earlier:
            earlier[after].add(before)
    found: list[list[int]] = []
    placed: set[int] = set()
    while len(placed) < len(members):
        ready = [key for key in members if key not in placed and earlier[key] <= placed]
        if not ready:
            raise ValueError("The successions lead in a circle.")
        found.append(ready)
        placed.update(ready)
    return found
