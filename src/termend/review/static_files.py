"""The files that the desk's pages ask for, each by its name; no other file is ever read."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_FILES = {
    "desk.js": "text/javascript",
    "marking.js": "text/javascript",
    "list.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class StaticFiles:
    """Reads them once."""

    def __init__(self) -> None:
        self._files = {
            name: (resources.files("termend.review").joinpath("static", name).read_bytes(), kind)
            for name, kind in _FILES.items()
        }

    async def answer(self, request: Request) -> Response:
        """The file of that name.

        Raises:
            HTTPException: 404 where it is none of them.
        """
        from starlette.exceptions import HTTPException
        from starlette.responses import Response

        found = self._files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1])
