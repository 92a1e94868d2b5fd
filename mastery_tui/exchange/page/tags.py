"""A tag writer: elements are made by hand, and every text and attribute is escaped when the tree is written."""

from xml.etree.ElementTree import Element, tostring

Child = Element | str | None


def tag(name: str, /, *children: Child, cls: str = "", **attributes: object) -> Element:
    """An element.

    Args:
        name: its name.
        *children: elements and texts in their order; nothing for None.
        cls: its classes.
        **attributes: its attributes, with ``_`` for ``-``.
    """
    made = Element(name, {"class": cls} if cls else {})
    for key, value in attributes.items():
        made.set(key.replace("_", "-"), str(value))
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child and len(made):
            made[-1].tail = (made[-1].tail or "") + child
        elif child:
            made.text = (made.text or "") + child
    return made


def own(name: str, text: str, *, cls: str = "") -> Element:
    """An element with a text of the person's: it may be in another direction, and it breaks where it has to."""
    return tag(name, text, cls=f"own {cls}".rstrip(), dir="auto")


def document(root: Element) -> str:
    """The whole document."""
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n"
