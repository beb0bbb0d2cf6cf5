"""Pictures of the page for the README, and for whoever judges it by eye. Without a folder none are taken."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
PHONE, DESK = (400, 800), (1440, 900)


@dataclass(frozen=True, slots=True)
class Album:
    """Where pictures of `page` go: those of the tour into `folder`, all others for the eye into `more` below it."""

    page: Page
    folder: Path | None

    def take(self, name: str, *, is_in_tour: bool = False, on_phone: bool = False) -> None:
        """Take what is on the page now, in both themes; on a phone the first person's side of it too.

        Of a picture that is in the tour, the one in the light theme goes there.
        """
        if self.folder is None:
            return
        aside = self.folder / "more"
        self._both(name, DESK, self.folder if is_in_tour else aside, aside)
        if on_phone:
            self._both(f"{name}-phone", PHONE, aside, aside)
            self._resize(DESK)

    def _both(self, name: str, size: tuple[int, int], for_light: Path, for_dark: Path) -> None:
        self._resize(size)
        schemes: tuple[tuple[Scheme, Path], ...] = (
            ("dark", for_dark / f"{name}-dark.png"),
            ("light", for_light / f"{name}.png"),
        )
        for scheme, path in schemes:
            self.page.emulate_media(color_scheme=scheme)
            self.page.screenshot(path=path, animations="disabled")

    def _resize(self, size: tuple[int, int]) -> None:
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
