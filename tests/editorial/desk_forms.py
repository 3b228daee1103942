"""What a browser would send: the fields of a desk form as it was shown, to change and to post."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    SelectMultiple,
)
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve

from content.editorial.queries.naming import desk_address
from content.pages.models import Page
from content.people.models import User
from tests.factories import make_user

Fields = dict[str, str | list[str]]


class _Reader(HTMLParser):
    """Collects the successful controls of one form; what stands in a template element is none."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.fields = form_id, {}  # type: tuple[str, Fields]
        self.inside = self.templates = 0
        self.select = self.first = self.textarea = None  # type: Any

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form" and (at.get("id") == self.form_id or not self.form_id):
            self.inside += 1
        self.templates += tag == "template"
        if not self.inside or self.templates:
            return
        name = at.get("name")
        if tag == "input" and name and at.get("type") not in ("submit", "button"):
            if at.get("type") not in ("checkbox", "radio") or "checked" in at:
                self._add(name, at.get("value") or ("on" if at.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select, self.first = name, None if "multiple" in at else ""
        elif tag == "option" and self.select:
            if "selected" in at:
                self._add(self.select, at.get("value") or "")
            self.first = at.get("value") if self.first == "" else self.first
        elif tag == "textarea":
            self.textarea, self.written = name, ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.written += data

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "form":
            self.inside = max(0, self.inside - 1)
        elif tag == "select":
            if self.select and self.first is not None and self.select not in self.fields:
                self._add(self.select, self.first)  # a browser sends the first where none is selected
            self.select = None
        elif tag == "textarea" and self.textarea:
            # As a browser does it: the first line end belongs to the markup, the others are sent as CR LF.
            self._add(self.textarea, self.written.removeprefix("\n").replace("\n", "\r\n"))
            self.textarea = None

    def _add(self, name: str, value: str) -> None:
        held = self.fields.get(name)
        if held is None:
            self.fields[name] = value
        else:
            self.fields[name] = [*([held] if isinstance(held, str) else held), value]


def fields_of(html: str, form_id: str) -> Fields:
    reader = _Reader(form_id)
    reader.feed(html)
    return {
        name: value
        for name, value in reader.fields.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }


def drawn(client: Client, address: str, form_id: str) -> Fields:
    """The fields of the form at the address as its HTML has them, with `_continue` as the button."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return {**fields_of(answer.content.decode(), form_id), "_continue": "1"}


def shown(client: Client, address: str, form_id: str = "") -> Fields:
    """The same fields, taken from the forms behind the page: drawing it is what takes time."""
    path, _, query = address.partition("?")
    request = RequestFactory().get(path, QueryDict(query).dict())
    return {**fields_behind(_undrawn(client, request)), "_continue": "1"}


def posted(client: Client, address: str, fields: Fields) -> HttpResponse:
    """The desk's answer to the fields, which nobody has drawn: the forms behind it tell what it would say."""
    answer: HttpResponse = _undrawn(client, RequestFactory().post(address, fields))
    return answer


def fields_behind(answer: Any) -> Fields:
    """What a browser would send of the forms behind a page."""
    fields: Fields = {}
    for bound in (bound for form in forms_behind(answer) for bound in form):
        fields |= _sent(bound)
        if bound.field.show_hidden_initial:
            fields[bound.html_initial_name] = str(bound.field.prepare_value(bound.initial) or "")
    return fields


def forms_behind(answer: Any) -> list[BaseForm]:
    """The form of the page and those of its rows, with the ones that count the rows."""
    context = answer.context_data
    sets = [inline.formset for inline in context.get("inline_admin_formsets", ())]
    return [context["adminform"].form, *(form for s in sets for form in (s.management_form, *s.forms))]


def _undrawn(client: Client, request: Any) -> Any:
    """The answer of the view itself, as the person who is signed in would get it."""
    request.session = client.session
    request.user = get_user(request)
    request._messages = CookieStorage(request)
    request._dont_enforce_csrf_checks = True
    request.resolver_match = view = resolve(request.path_info)
    return view.func(request, *view.args, **view.kwargs)


def _sent(bound: BoundField) -> Fields:
    """What a browser would send of the field as it is drawn first."""
    value = bound.value()
    widget: Any = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, CheckboxInput):
        return {bound.html_name: "on"} if value else {}
    if isinstance(widget, SelectMultiple | CheckboxSelectMultiple):
        keys = [str(key) for key in value or ()]
        return {bound.html_name: keys[0] if len(keys) == 1 else keys} if keys else {}
    if isinstance(widget, RadioSelect) and not value:
        return {}
    if value is None and isinstance(widget, Select) and not bound.field.required:
        value = ""
    text = widget.format_value(value) if not isinstance(widget, Select) else value
    return {bound.html_name: "" if text is None else str(text).replace("\n", "\r\n")}


def at_the_desk(role: str = "editor") -> Client:
    """A browser in which a person with the role is signed in."""
    return signed_in(make_user(role=role))


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def refusals(page: Page, changes: Fields) -> dict[str, list[str]]:
    """The errors by field after the form was sent with the changes."""
    client, address = at_the_desk(), desk_address(page)
    answer = posted(client, address, {**shown(client, address), **changes})
    assert answer.status_code == 200, "it was saved"
    offered = fields_behind(answer)
    for name, value in changes.items():
        # A choice that a browser could not have offered is not drawn again.
        is_kept = name.endswith("-member") or sorted(offered[name]) == sorted(value)
        assert is_kept, f"what was typed is gone: {name}"
    return {
        form.add_prefix(name): [str(error) for error in errors]
        for form in forms_behind(answer)
        for name, errors in form.errors.items()
    }


def errors_of(answer: Any) -> str:
    """All words of the error lists and the refusals on the page; after a redirect, those of the messages."""
    if answer.status_code == 302:
        return " ".join(map(str, get_messages(answer.wsgi_request)))
    return " ".join(_Errors.read(answer.content.decode()))


class _Errors(HTMLParser):
    """Collects the text of what is marked as an error."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.said: list[str] = []

    @classmethod
    def read(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        return reader.said

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if self.depth or classes & {"errorlist", "refusal", "messagelist"}:
            self.depth += tag not in ("br", "input", "img")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.said.append(" ".join(data.split()))
