"""Pictures of the page for the README, and for whoever judges it by eye. Without a folder none are taken."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[tuple[Scheme, str], ...] = (("light", ""), ("dark", "-dark"))
PHONE, DESK = (400, 800), (1440, 900)


@dataclass(frozen=True, slots=True)
class Album:
    """Where pictures of `page` go: NAME.png in the light theme, NAME-dark.png, and NAME-phone.png where it is asked."""

    page: Page
    folder: Path | None

    def take(self, name: str, *, on_phone: bool = False) -> None:
        """Take what is on the page now, in both themes; on a phone the first person's side of it too."""
        if self.folder is None:
            return
        self._both(name, DESK)
        if on_phone:
            self._both(f"{name}-phone", PHONE)
            self._resize(DESK)

    def _both(self, name: str, size: tuple[int, int]) -> None:
        assert self.folder is not None
        self._resize(size)
        for scheme, ending in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            self.page.screenshot(path=self.folder / f"{name}{ending}.png", animations="disabled")
        self.page.emulate_media(color_scheme="light")

    def _resize(self, size: tuple[int, int]) -> None:
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
