"""The contract as a page to read: no script and no outside address, unlike the usual interactive one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from api.plain_pages import render_page

Schema = Mapping[str, Any]

PLACES = {"query": "paramètre", "path": "adresse", "cookie": "cookie", "header": "en-tête"}
TYPES = {
    "string": "texte",
    "integer": "entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "null": "null",
    "object": "objet",
    "array": "liste",
}


def render_documentation(contract: Schema) -> str:
    """Every address by subject, then the shape of every answer."""
    content = [_render_text(contract["info"]["description"])]
    content.append('<p>Le contrat complet, pour les programmes : <a href="/openapi.json">openapi.json</a>.</p>')
    for tag in contract["tags"]:
        content.append(f"<h2>{escape(tag['name'])}</h2>{_render_text(tag['description'])}")
        content.extend(
            _render_operation(verb, path, operation)
            for path, operations in contract["paths"].items()
            for verb, operation in operations.items()
            if tag["name"] in operation["tags"]
        )
    content.append("<h2>Formes des réponses</h2>")
    content.extend(_render_schema(name, schema) for name, schema in contract["components"]["schemas"].items())
    return render_page("L’interface de programmation", "\n".join(content))


def _render_operation(verb: str, path: str, operation: Schema) -> str:
    rows = [
        (parameter["name"], PLACES[parameter["in"]], _name_type(parameter["schema"]), parameter.get("description", ""))
        for parameter in operation.get("parameters", ())
    ]
    body = operation.get("requestBody")
    if body is not None:
        rows.append(("", "corps", _name_content(body["content"]), ""))
    answers = [
        (status, response["description"], _name_content(response.get("content", {})))
        for status, response in operation["responses"].items()
    ]
    return (
        f'<section class="operation" id="{escape(operation["operationId"])}">'
        f"<h3>{escape(operation['summary'])}</h3><p><code>{verb.upper()} {escape(path)}</code></p>"
        f"{_render_text(operation['description'])}"
        f"{_render_table('Ce qui se demande', ('Nom', 'Où', 'Type', 'Sens'), rows)}"
        f"{_render_table('Ce qui est répondu', ('Statut', 'Sens', 'Forme'), answers)}</section>"
    )


def _render_schema(name: str, schema: Schema) -> str:
    required = schema.get("required", ())
    rows = [
        (member, _name_type(shape), "" if member in required else "peut manquer", shape.get("description", ""))
        for member, shape in schema.get("properties", {}).items()
    ]
    return (
        f'<section class="operation" id="forme-{escape(name)}"><h3><code>{escape(name)}</code></h3>'
        f"{_render_table('Ses membres', ('Nom', 'Type', 'Présence', 'Sens'), rows)}</section>"
    )


def _render_table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table whose columns of types hold HTML already."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{title}</th>' for title in heads)
    lines = "".join(f"<tr>{''.join(_render_cells(heads, row))}</tr>" for row in rows)
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _render_cells(heads: tuple[str, ...], row: tuple[str, ...]) -> Iterator[str]:
    for title, cell in zip(heads, row, strict=True):
        yield f"<td>{cell if title in {'Type', 'Forme'} else _mark(cell)}</td>"


def _name_content(content: Schema) -> str:
    return ", ".join(f"{_name_type(shape['schema'])} <code>{escape(kind)}</code>" for kind, shape in content.items())


def _name_type(schema: Schema) -> str:
    """What a value may be, as HTML with links to the shapes."""
    match schema:
        case {"$ref": reference}:
            name = escape(str(reference).rpartition("/")[2])
            named = f'<a href="#forme-{name}">{name}</a>'
        case {"anyOf": choices} | {"oneOf": choices}:
            named = " ou ".join(_name_type(choice) for choice in choices)
        case {"enum": values}:
            named = " | ".join(f"<code>{escape(str(value))}</code>" for value in values)
        case {"const": value}:
            named = f"<code>{escape(str(value))}</code>"
        case {"type": "array", "items": items}:
            named = f"liste de {_name_type(items)}"
        case {"type": "object", "additionalProperties": Mapping() as values}:
            named = f"objet de {_name_type(values)}"
        case {"type": kind}:
            named = TYPES.get(str(kind), escape(str(kind)))
        case _:
            named = "selon le cas"
    return named


def _render_text(text: str) -> str:
    return "".join(f"<p>{_mark(' '.join(part.split()))}</p>" for part in text.split("\n\n"))


def _mark(text: str) -> str:
    """The two marks that our descriptions use: `code` and **strong**."""
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", marked)
