"""Modules that are read when something of them is first used, so that a start need not wait for them.

Python is to have this as a keyword (PEP 810). The standard library's `LazyLoader` would not do until then: it reads a
module as soon as that is imported a second time, and may hand a half-read one to a second thread (cpython #114763).
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock, Thread
from types import ModuleType


def read_on_demand(*packages: str) -> None:
    """Have each module within these packages that is imported from now on read only when something of it is used.

    `from package.module import name` uses it at once; whoever wants it read later imports the module and says
    `module.name`.
    """
    sys.meta_path.insert(0, _Finder(tuple(f"{package}." for package in packages)))


def read_meanwhile(*names: str) -> None:
    """Read these modules in a thread of their own, in this order."""
    Thread(target=_read_each, args=names, name="reading", daemon=True).start()


def unread(*packages: str) -> list[str]:
    """Return the names of the modules within these packages that are imported and not read."""
    begin = tuple(f"{package}." for package in packages)
    return sorted(name for name, each in sys.modules.items() if name.startswith(begin) and type(each) is _Unread)


class _Unread(ModuleType):
    """A module of which only the name is known; when anything else is asked of it, it is read."""

    def __getattribute__(self, name: str) -> object:
        """Return what the module holds. What the import system looks at while it imports is there before."""
        if not name.startswith("__"):
            _read(self)
        return ModuleType.__getattribute__(self, name)


class _Later(Loader):
    """Makes a module without reading it, and keeps what reads it.

    Whoever needs a module that somebody else is reading waits until it is whole. That two wait for each other would
    take two modules that need each other; of these there are none (a test of the house rules looks for them).
    """

    def __init__(self, loader: Loader) -> None:
        self.loader, self.turn, self.is_at_it = loader, RLock(), False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Unread(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leave it for later."""


class _Finder(MetaPathFinder):
    """Finds the modules within packages, to be read later."""

    def __init__(self, begin: tuple[str, ...]) -> None:
        self._begin = begin

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname.startswith(self._begin) else None
        if spec and spec.loader:
            spec.loader = _Later(spec.loader)
        return spec


def _read_each(*names: str) -> None:
    for name in names:
        if name in sys.modules:
            _read(sys.modules[name])


def _read(module: ModuleType) -> None:
    """Read a module unless it has been read, or this very thread is at it: two that need each other may import it."""
    spec = module.__spec__
    if spec is None or not isinstance(later := spec.loader, _Later):
        return
    with later.turn:
        if later.is_at_it or type(module) is ModuleType:
            return
        later.is_at_it = True
        try:
            later.loader.exec_module(module)
        finally:
            later.is_at_it = False
        spec.loader = module.__loader__ = later.loader
        module.__class__ = ModuleType
