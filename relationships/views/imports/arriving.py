"""Lists that were brought in, and the page on which a new one is sent or pasted."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from relationships.domain.attachments import clean_name
from relationships.models import Brand, CreatorImport, User
from relationships.models.base import network_choices
from relationships.reports.import_records import figures_of
from relationships.services.imports.arrival import receive, receive_text
from relationships.services.people import people_who_see
from relationships.services.tables import CannotTakeError
from relationships.views.access import staff_page
from relationships.views.imports.common import CAN_ADD, CAN_SEE, url_of
from relationships.views.imports.words import STATUS

PER_PAGE = 25
#: Endings that a file chooser offers; what a file really is, its content says.
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods"
#: Characters that can be pasted: with the rest of the form below settings.DATA_UPLOAD_MAX_MEMORY_SIZE.
PASTED_MAX = 4_000_000


class PastedField(forms.CharField):
    """A text as the clipboard had it. What no list can hold is left out without a word."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", "")


class UploadForm(forms.Form):
    """A file or a pasted text, and whom it is for."""

    file = forms.FileField(required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    text = PastedField(
        required=False,
        strip=False,
        max_length=PASTED_MAX,
        widget=forms.Textarea,
        error_messages={"max_length": f"More than {PASTED_MAX:,} characters cannot be pasted: save them as a file."},
    )
    brand = forms.ModelChoiceField(
        Brand.objects.none(), empty_label="Choose", error_messages={"required": "Say which brand the list is for."}
    )
    network = forms.ChoiceField(required=False)
    owner = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Nobody yet")

    def __init__(self, user: User | AnonymousUser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        brands = Brand.objects.visible_to(user).order_by("name_key", "pk")
        fields: Any = self.fields
        fields["brand"].queryset = brands
        fields["owner"].queryset = people_who_see(brands.order_by())
        fields["network"].choices = [("", "As the list says"), *network_choices()]
        if not self.is_bound and "brand" not in self.initial and len(only := list(brands[:2])) == 1:
            self.initial["brand"] = only[0].pk

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors.keys() & {"file", "text"}:
            self._require_one(values)
        brand, owner = values.get("brand"), values.get("owner")
        if brand and owner and not Brand.objects.visible_to(owner).filter(pk=brand.pk).exists():
            self.add_error("owner", f"{owner} does not see {brand}: a lead can add them to its team.")
        return values

    def _require_one(self, values: dict[str, Any]) -> None:
        file, pasted = values.get("file"), (values.get("text") or "").strip()
        if file and pasted:
            self.add_error(None, "There is a file and a pasted text: leave one of them out.")
        elif file is None and not pasted:
            self.add_error("file", "Choose a file first, drop one here, or paste a list below.")
        elif file and file.size > settings.IMPORT_MAX_BYTES:
            self.add_error("file", f"A list may have {settings.IMPORT_MAX_BYTES // 2**20} MB.")


@require_safe
@staff_page(CAN_SEE)
def imports(request: HttpRequest) -> HttpResponse:
    rows = CreatorImport.objects.visible_to(request.user).select_related("by", "brand").order_by("-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(row, *STATUS[row.status], figures_of(row) if row.applied_at else None) for row in page]
    context = {"title": "Imports", "page": page, "shown": shown}
    return render(request, "staff/imports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(CAN_ADD)
def import_new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UploadForm(request.user, initial=_asked_for(request)))
    form = UploadForm(request.user, request.POST, request.FILES)
    if form.is_valid():
        try:
            return HttpResponseRedirect(url_of(_received(request, form.cleaned_data)))
        except CannotTakeError as problem:
            # A file has to be chosen anew: a browser never fills that in again.
            form.add_error("file" if form.cleaned_data["file"] else "text", _sentence(problem))
    return _page(request, form)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    brand = request.GET.get("brand", "")
    return {"brand": brand} if brand else {}


def _received(request: HttpRequest, values: dict[str, Any]) -> CreatorImport:
    given: dict[str, Any] = {"by": request.user, **{name: values[name] for name in ("brand", "owner", "network")}}
    if file := values["file"]:
        return receive(file, name=clean_name(file.name or ""), **given)
    return receive_text(values["text"], **given)


def _sentence(problem: Exception) -> str:
    text = str(problem)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    context = {
        "title": "Import creators",
        "form": form,
        "most": settings.IMPORT_MAX_BYTES,
        "most_shown": settings.IMPORT_MAX_BYTES // 2**20,
        "has_brands": form.fields["brand"].queryset.exists(),  # type: ignore[attr-defined]  # a field of rows
    }
    return render(request, "staff/imports/new.html", context, status=422 if form.errors else 200)
