"""Owns which fields a template uses, tag by tag, and whether they are known ones (with the nearest known name)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from qdoc.render.template_heal import Fault, Tag
from qdoc.render.template_notes import Notes, TagAt
from qdoc.render.template_shapes import Value, attribute_of, either, filtered, loop_value

Fields = Mapping[str, object]
_BUILT_IN = frozenset({"range", "dict", "namespace", "cycler", "joiner", "caller", "varargs", "kwargs"})
_CHANGING = frozenset({"append", "extend", "insert", "remove", "pop", "popitem", "clear", "update", "setdefault"})
_FORMATS = frozenset({"format", "format_map"})
# Helpers that assembling puts around a value.
_DRESSERS = frozenset({"_run", "_plain", "_paragraph"})
_OPAQUE = (nodes.Concat, nodes.List, nodes.Tuple, nodes.Dict)


def check_fields(tree: nodes.Template, tag_at: TagAt, fields: Fields) -> list[Fault]:
    """Walk the template with its loops' scopes and report every name that is no field, loop variable or own ``set``.

    ``fields`` maps names to a meaning (str), a record (mapping) or a list of records (list with one mapping);
    ``tag_at`` finds the tag that stands on a line of the assembled template.
    """
    return walk(tree, tag_at, fields).faults


def walk(tree: nodes.Template, tag_at: TagAt, fields: Fields) -> Walker:
    """Walk the template as ``check_fields`` does; the result also tells which fields it uses, and what is doubtful."""
    walker = Walker(tag_at, fields)
    walker.visit(tree, {name: Value(meaning, (name,)) for name, meaning in fields.items()})
    return walker


def check_fields_apart(trees: Iterable[tuple[Tag, nodes.Template]], fields: Fields) -> list[Fault]:
    """The same for tags parsed one by one, when the whole cannot be: what a tag binds is known from there on.

    A loop's variable so keeps the record of the last loop that had it, ended or not.
    """
    pairs = list(trees)
    scope = {name: Value() for name in _COMPLETED}
    for _, tree in pairs:
        scope |= {name.name: Value() for name in tree.find_all(nodes.Name) if name.ctx in {"store", "param"}}
        scope |= {macro.name: Value() for macro in tree.find_all(nodes.Macro)}
    scope |= {name: Value(meaning, (name,)) for name, meaning in fields.items()}
    faults: list[Fault] = []
    for tag, tree in pairs:
        walker = Walker(_always(tag), fields)
        walker.visit(tree, scope)
        for loop in tree.find_all(nodes.For):
            walker.bind(loop.target, walker.value(loop.iter, scope).element(), scope)
        faults += [fault for fault in walker.faults if fault not in faults]
    return faults


# The names that a lone tag is completed with (template_check), and the loop that it may stand in.
_COMPLETED = ("x", "y", "m", "loop")


def _always(tag: Tag) -> TagAt:
    return lambda line: tag


Scope = dict[str, Value]


class Walker(Notes):
    """Walks a template once. ``used`` holds the paths of the fields that tags name, ``whole`` those taken entirely."""

    def __init__(self, tag_at: TagAt, fields: Fields) -> None:
        super().__init__(tag_at)
        self.fields = fields
        self.used: set[str] = set()
        self.whole: set[str] = set()

    def visit(self, node: nodes.Node, scope: Scope) -> None:
        """Check a statement and what it encloses."""
        if isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = Value()
            self._all(node.body, {**scope, **{arg.name: Value() for arg in node.args}})
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            value = self.value(node.node, scope) if isinstance(node, nodes.Assign) else Value()
            if isinstance(node, nodes.AssignBlock):
                self._all(node.body, dict(scope))
            self._not_a_field(node.target, scope)
            self.bind(node.target, value, scope)
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, each in zip(node.targets, node.values, strict=True):
                self.bind(target, self.value(each, scope), inner)
            self._all(node.body, inner)
        elif isinstance(node, nodes.Output):
            for shown in node.nodes:
                if isinstance(shown, nodes.Expr) and not isinstance(shown, nodes.TemplateData):
                    self.printed(shown, self.value(shown, scope))
        elif isinstance(node, nodes.Expr):
            self.value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, scope)

    def _all(self, body: list[nodes.Node], scope: Scope) -> None:
        for child in body:
            self.visit(child, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        value = self.value(node.iter, scope)
        if value.paths and (value.is_text or value.record is not None):
            self.doubt(
                node, "T024", f"“{value.paths[0]}”不是逐条重复的内容，循环会一个字一个字地重复", "直接写字段，不用循环"
            )
        item = value.element()
        inner = {**scope, "loop": loop_value(item)}
        for name in _names(node.target):
            if name in self.fields:
                self.doubt(node, "T025", f"循环里的“{name}”与字段同名，循环里就用不到那个字段了", "请换一个名称，如 项")
        self.bind(node.target, item, inner)
        if node.test is not None:
            self.value(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    def bind(self, target: nodes.Node, value: Value, scope: Scope) -> None:
        """Give the names of ``target`` (a loop's, a set's) what they stand for."""
        if isinstance(target, nodes.Name):
            scope[target.name] = value
        elif isinstance(target, nodes.Tuple) and isinstance(value.shape, tuple):
            for each, shape in zip(target.items, value.shape, strict=False):
                self.bind(each, Value(shape, value.paths), scope)
        else:
            scope.update({name: Value() for name in _names(target)})

    def value(self, node: nodes.Node | None, scope: Scope) -> Value:
        """What the expression is, as far as the fields tell; names in it are checked on the way."""
        if node is None:
            return Value()
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._member(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        values = [self.value(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.And | nodes.Or | nodes.Add):
            return either(values)
        if isinstance(node, nodes.CondExpr):
            return either([self.value(each, scope) for each in (node.expr1, node.expr2) if each is not None])
        if isinstance(node, _OPAQUE):
            self._whole(values)
        return Value()

    def _name(self, node: nodes.Name, scope: Scope) -> Value:
        if node.name in scope:
            value = scope[node.name]
            self.used.update(value.paths)
            return value
        if node.name == "loop":
            what = "vm 不写值时" if self.tag_at(node.lineno).source.find("vm") >= 0 else "loop "
            self.fault(node, "T016", f"{what}要写在循环里", None)
        elif node.name not in _BUILT_IN and not self._ours(node):
            return self.unknown(node, node.name, scope)
        return Value()

    def _ours(self, node: nodes.Name) -> bool:
        """Whether assembling put the name there (the helpers of vm), not the office."""
        return node.name.startswith("_") and node.name not in self.tag_at(node.lineno).source

    def _filter(self, node: nodes.Filter, scope: Scope) -> Value:
        value, attribute = self.value(node.node, scope), attribute_of(node)
        for each in (*node.args, *(pair.value for pair in node.kwargs)):
            self.value(each, scope)
        if node.name in _DRESSERS:
            return value
        if value.is_list and attribute is not None and value.element().record is not None:
            self._named_member(node, value.element(), attribute.partition(".")[0])
        if not value.is_list:
            return value if node.name in {"default", "d"} else Value()
        made = filtered(node, value)
        if made is None:
            self._whole([value])
        return made or Value()

    def _call(self, node: nodes.Call, scope: Scope) -> Value:
        callee = node.node
        if isinstance(callee, nodes.Getattr):
            holder = self.value(callee.node, scope)
            if callee.attr in _CHANGING or callee.attr in _FORMATS:
                self.fault(node, "T019", f"模板里不能调用 {callee.attr}()", "模板只放置内容，不能改动内容")
            elif not (holder.is_text and hasattr(str, callee.attr)):
                self._member(callee, scope)
        else:
            self.value(callee, scope)
        self._whole([self.value(each, scope) for each in (*node.args, *(pair.value for pair in node.kwargs))])
        return Value()

    def _member(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> Value:
        holder = self.value(node.node, scope)
        if isinstance(node, nodes.Getattr):
            name: object = node.attr
        elif isinstance(node.arg, nodes.Const):
            name = node.arg.value
        else:
            self.value(node.arg, scope)
            return holder if isinstance(node.arg, nodes.Slice) else holder.element()
        if not isinstance(name, str):
            return holder.element()
        if name.startswith("_"):
            self.fault(node, "T019", f"不能用“{name}”：下划线开头的名称不是字段", "模板只放置内容")
            return Value()
        return self._named_member(node, holder, name)

    def _named_member(self, node: nodes.Node, holder: Value, name: str) -> Value:
        member = holder.member(name)
        if member is not None:
            self.used.update(member.paths)
            return member
        path = holder.paths[0] if holder.paths else ""
        if holder.record is not None and not hasattr(dict, name):
            return self.unknown(node, name, {each: Value(holder.record[each]) for each in holder.record}, path)
        if holder.is_list and path:
            inner = f"项.{name}" if holder.element().record is not None else "项"
            loop = f"先写循环：{{% for 项 in {path} %}}{{{{ {inner} }}}}{{% endfor %}}"
            self.fault(node, "T018", f"“{path}”有许多条，不能直接取“{name}”", loop)
        elif holder.is_text and path and not hasattr(str, name):
            self.fault(node, "T018", f"“{path}”是一段文字，里面没有“{name}”", f"写成 {{{{ {path} }}}}")
        return Value()

    def _whole(self, values: list[Value]) -> None:
        self.whole.update(path for value in values for path in value.paths if not value.is_text)

    def _not_a_field(self, target: nodes.Node, scope: Scope) -> None:
        for name in _names(target):
            held = isinstance(target, nodes.NSRef) and name in scope and scope[name].paths
            if name in self.fields or held:
                self.fault(target, "T019", f"不能改写字段“{name}”", "模板只放置内容；自己的变量请换一个名称")


def _names(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name | nodes.NSRef):
        return [target.name]
    return [each.name for each in target.find_all(nodes.Name)]
