"""A name without an underscore is one that somebody outside its module uses."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from support.places import PROJECT

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """A module: its dotted name and what is written in it."""

    name: str
    tree: ast.Module

    @classmethod
    def read(cls, path: Path) -> "Module":
        parts = path.relative_to(PROJECT).with_suffix("").parts
        return cls(".".join(parts[:-1] if parts[-1] == "__init__" else parts), ast.parse(path.read_bytes()))

    @cached_property
    def public(self) -> dict[str, Definition]:
        """The functions and classes without an underscore."""
        found = (node for node in self.tree.body if isinstance(node, Definition))
        return {node.name: node for node in found if not node.name.startswith("_")}

    def imported(self, modules: "dict[str, Module]") -> Iterator[tuple[str, str]]:
        """The names of other modules that are used here: imported, or asked of a module that is."""
        rooms: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                for each in node.names:
                    if f"{node.module}.{each.name}" in modules:
                        rooms[each.asname or each.name] = f"{node.module}.{each.name}"
                    yield str(node.module), each.name
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
                yield rooms[node.value.id], node.attr

    def entries(self) -> set[str]:
        """What is called when the module is run, and what a decorator hands over, such as that of a command."""
        called = {
            node.func.id
            for block in self.tree.body
            if isinstance(block, ast.If)
            for node in ast.walk(block)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        decorated = {
            name
            for name, node in self.public.items()
            if any(isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) for each in node.decorator_list)
        }
        return called | decorated

    def handed_over(self, used: set[str]) -> set[str]:
        """What is used, and the classes of what it takes, gives or is, whose names its users need not say."""
        constants = [node for node in self.tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
        made = {
            call.func.id
            for constant in constants
            for call in ast.walk(constant)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        found = new = set(used) | {name for name in made & self.public.keys() if name[0].isupper()}
        while new:
            new = {name for user in new for name in annotated(self.public[user])} & self.public.keys() - found
            found |= new
        return found


def annotated(definition: Definition) -> Iterator[str]:
    """The names in the annotations of a function, or of the public functions and fields of a class, and its bases."""
    if isinstance(definition, ast.ClassDef):
        hints: list[ast.expr | None] = [*definition.bases]
        for node in definition.body:
            if isinstance(node, ast.AnnAssign):
                hints.append(node.annotation)
            elif isinstance(node, Definition) and (node.name == "__init__" or not node.name.startswith("_")):
                yield from annotated(node)
    else:
        parameters = definition.args
        hints = [each.annotation for each in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)]
        hints.append(definition.returns)
    for hint in filter(None, hints):
        for node in ast.walk(hint):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value.partition("[")[0]


MODULES = {
    module.name: module
    for package in ("kb", "api", "bench")
    for module in map(Module.read, (PROJECT / package).rglob("*.py"))
}
USED = {
    (room, name)
    for module in MODULES.values()
    for room, name in module.imported(MODULES)
    if room != module.name and room in MODULES
}


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("bench")])
def test_a_name_without_underscore_is_used_by_another_module(name):
    module = MODULES[name]
    used = module.public.keys() & ({each for room, each in USED if room == name} | module.entries())

    assert sorted(module.public.keys() - module.handed_over(used)) == []
