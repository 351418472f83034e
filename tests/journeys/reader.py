"""Reads a page as a person does: headings, words, links, tables and forms; nothing of ids and classes."""

from html.parser import HTMLParser

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
INLINE = ("a", "abbr", "b", "bdi", "em", "span", "strong", "time", "tspan")
SILENT = ("script", "style", "template")


class Element:
    """One element with its children; text is a child of type str."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """The words that are read out or seen, spaces folded, also the non-breaking ones."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT:
                space = "" if child.tag in INLINE else " "
                yield from (space, *child._pieces(), space)

    def all(self, *tags: str) -> "list[Element]":
        """Every element of these kinds inside, in the order of the page."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.tag in tags else []
                found += child.all(*tags)
        return found


class Tree(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(source)
        self.close()
        assert self.open == [self.root], f"not closed: {[element.tag for element in self.open[1:]]}"

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


class Page:
    """What stands on one page."""

    def __init__(self, address: str, source: str) -> None:
        self.address, self.root = address, Tree(source).root
        self.main = next(iter(self.root.all("main")), self.root)

    @property
    def heading(self) -> str:
        (heading,) = self.root.all("h1")
        return heading.text

    @property
    def language(self) -> str:
        return self.root.all("html")[0]["lang"]

    @property
    def text(self) -> str:
        return self.main.text

    def links(self, words: str) -> list[str]:
        """Addresses of the links that carry exactly these words, to be read or heard."""
        return [link["href"] for link in self.root.all("a") if words in (link.text, link["aria-label"])]

    def captions(self) -> list[str]:
        return [caption.text for caption in self.root.all("caption")]

    def table(self, caption: str) -> list[list[str]]:
        """Rows of the table, without head and foot, whose caption begins like this."""
        bodies = self._table(caption).all("tbody")
        return [[cell.text for cell in row.all("th", "td")] for body in bodies for row in body.all("tr")]

    def sums(self, caption: str) -> list[str]:
        """Last row at the foot of that table."""
        return [cell.text for cell in self._table(caption).all("tfoot")[0].all("tr")[-1].all("th", "td")]

    def _table(self, caption: str) -> Element:
        found = [table for table in self.root.all("table") if table.all("caption")[0].text.startswith(caption)]
        assert len(found) == 1, f"{len(found)} tables „{caption}“ on {self.address}, there are {self.captions()}"
        return found[0]

    def form(self, button: str) -> tuple[Element, Element]:
        """The form with the button that carries these words, and that button."""
        found = [(form, one) for form in self.root.all("form") for one in form.all("button") if one.text == button]
        assert len(found) == 1, f"{len(found)} buttons „{button}“ on {self.address}"
        return found[0]


def values_of(form: Element) -> dict[str, str]:
    """What the form sends when nobody touches it."""
    values = {}
    for field in form.all("input", "textarea", "select"):
        if field.tag == "select":
            options = field.all("option")
            chosen = [option for option in options if "selected" in option.attributes] or options[:1]
            values.update((field["name"], option["value"]) for option in chosen)
        elif field["type"] not in ("checkbox", "radio") or "checked" in field.attributes:
            values[field["name"]] = field.text if field.tag == "textarea" else field["value"]
    return values
