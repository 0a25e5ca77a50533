"""What an XML element says of the translation of its content: one answer for every format that is XML.

`translate` (XLIFF 1.2 and 2, XHTML), `its:translate` (ITS 2.0, section 8.1) and `mtype="protected"` (XLIFF 1.2,
section 2.4.3).
"""

from __future__ import annotations

from termend.documents.xml_tree import Node

_ITS = "{http://www.w3.org/2005/11/its}translate"
_ANSWERS = {"no": True, "yes": False}


def protects(node: Node, inherited: bool = False) -> bool:
    """Whether the content of an element is protected from translation, given what holds for the element around it."""
    if node.attributes.get("mtype") == "protected":
        return True
    value = node.attributes.get("translate", node.attributes.get(_ITS, ""))
    return _ANSWERS.get(value.strip().lower(), inherited)
