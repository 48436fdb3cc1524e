"""The playbooks side by side, for everybody who works by them: to read, and to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from relationships.models import Brand
from relationships.reports.playbook_table import playbook_table
from relationships.services.dismissals import decided_per_rule
from relationships.views.access import staff_page


@require_safe
@staff_page("relationships.view_playbook")
def playbooks(request: HttpRequest) -> HttpResponse:
    """``?brand=``: the slug of a brand that the reader sees; without it, what holds for every brand."""
    seen = Brand.objects.visible_to(request.user)
    brands = list(seen.only("name", "slug"))
    chosen = request.GET.get("brand", "")
    brand = next((one for one in brands if one.slug == chosen), None)
    if chosen and brand is None:
        raise Http404("no such brand, or none that this user may see")
    context = {"title": "Playbooks", "brands": brands, "brand": brand, "table": playbook_table(brand)}
    if request.user.has_perm("relationships.view_advicedecision"):
        context["decided"] = decided_per_rule(seen.filter(pk=brand.pk) if brand else seen)
    return render(request, "staff/playbooks/page.html", context)
