"""Merging two creators: choose the other one, look at both side by side, merge, and take it back.

Only who may change and delete creators and relationships is let in, and only where they see everything that would move;
`services.creator_merge_pair` says so, and everybody else reads why.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.domain.text import clean_line
from relationships.models import Creator, CreatorMerge
from relationships.reports.creator_merge import comparison
from relationships.services.creator_merge import Chosen, Meanwhile, merge
from relationships.services.creator_merge_candidates import candidates, found
from relationships.services.creator_merge_pair import (
    NEEDED,
    Pair,
    Unseen,
    may_merge,
    pair_of,
    proposed_order,
    proposed_primary,
    require,
)
from relationships.services.creator_merge_undo import undo
from relationships.views.access import staff_page

_HOME = "admin:relationships_creator_change"
_SEARCH_MAX = 200
_TAKE = re.compile(r"(creator|relationship-(\d{1,18}))-([a-z_]{1,40})", re.ASCII)
_SEEN = re.compile(r"((?:creator|account|relationship):\d{1,18})=(.{1,40})", re.ASCII)
#: Lines of what an undo left that are told at once; the merge's own page has all of them.
_TOLD = 6
#: No account has this number: a mark for one that is not theirs is refused with the other choices.
_NOBODYS = 0
_BUSY = "Somebody else is writing the same records at this moment. Nothing was changed: try again."

Page = Callable[..., HttpResponse]


def _for_who_may(page: Page) -> Page:
    """Refuses in words where something would move that the reader does not see."""

    @wraps(page)
    def asked(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if not may_merge(request.user):
            raise PermissionDenied
        try:
            return page(request, **arguments)
        except Unseen as why:
            context = {"title": _("This cannot be merged by you"), "why": str(why)}
            return render(request, "staff/creator_merge/refused.html", context, status=403)

    return asked


# --- Which two --------------------------------------------------------------------------------------------------------


@require_safe
@staff_page(NEEDED[0])
@_for_who_may
def creator_merge(request: HttpRequest, creator_id: int) -> HttpResponse:
    """``?q=`` searches; without it those are proposed who are perhaps the same."""
    creator = get_object_or_404(Creator, pk=creator_id)
    require(request.user, [creator.pk])
    asked = clean_line(request.GET.get("q", "")[:_SEARCH_MAX])
    context = {
        "title": _("Merge %s with another creator") % creator,
        "creator": creator,
        "asked": asked,
        "candidates": candidates(creator, request.user),
        "found": found(creator, asked, request.user),
    }
    return render(request, "staff/creator_merge/choose.html", context)


@require_safe
@staff_page(NEEDED[0])
@_for_who_may
def creator_merge_order(request: HttpRequest, creator_id: int, other_id: int) -> HttpResponse:
    """To the page of the two, the one that is proposed to stay first."""
    rows = [get_object_or_404(Creator, pk=pk) for pk in (creator_id, other_id)]
    kept, absorbed = proposed_order(*rows)
    return HttpResponseRedirect(reverse("staff:creator_merge_pair", args=[kept.pk, absorbed.pk]))


# --- Side by side -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(NEEDED[0])
@_for_who_may
def creator_merge_pair(request: HttpRequest, kept_id: int, absorbed_id: int) -> HttpResponse:
    try:
        pair = pair_of(kept_id, absorbed_id, request.user)
    except Creator.DoesNotExist:
        raise Http404("one of them is not on file") from None
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return HttpResponseRedirect(reverse("staff:creator_merge", args=[kept_id]))
    chosen = _chosen(request.POST, pair)
    if request.method != "POST":
        return _shown(request, pair, chosen)
    try:
        done = merge(kept_id, absorbed_id, chosen, _seen(request.POST), request.user)
    except Meanwhile as told:
        return _shown(request, pair, chosen, told.messages, meanwhile=True)
    except ValidationError as problem:
        return _shown(request, pair, chosen, problem.messages)
    except OperationalError:
        return _shown(request, pair, chosen, [_BUSY])
    messages.success(request, _merged_words(request, done))
    return HttpResponseRedirect(reverse(_HOME, args=[kept_id]))


def _shown(
    request: HttpRequest, pair: Pair, chosen: Chosen, problems: Any = (), *, meanwhile: bool = False
) -> HttpResponse:
    if chosen.primary is not None and chosen.primary not in {account.pk for account in pair.accounts}:
        chosen = replace(chosen, primary=proposed_primary(pair))
    told = comparison(pair, chosen)
    context = {
        "title": _("Merge two creators"),
        "told": told,
        "seen": [f"{name}={version}" for name, version in told.versions.items()],
        "problems": problems,
        "meanwhile": meanwhile,
    }
    status = 409 if meanwhile else 422 if problems else 200
    return render(request, "staff/creator_merge/pair.html", context, status=status)


def _chosen(sent: QueryDict, pair: Pair) -> Chosen:
    """What was sent; where nothing was, what is proposed."""
    creator: dict[str, str] = {}
    relationships: dict[int, dict[str, str]] = {}
    for name in sent:
        if not (read := _TAKE.fullmatch(name)):
            continue
        of, number, key = read.groups()
        takes = creator if of == "creator" else relationships.setdefault(int(number), {})
        takes[key] = str(sent.get(name, ""))
    marked = sent.get("primary", "")
    of_theirs = {str(account.pk): account.pk for account in pair.accounts}
    primary = None if marked == "none" else of_theirs.get(marked, _NOBODYS) if marked else proposed_primary(pair)
    return Chosen(primary, creator, relationships)


def _seen(sent: QueryDict) -> Mapping[str, str]:
    """Versions by row, as far as they read like ours."""
    read = (_SEEN.fullmatch(one) for one in sent.getlist("seen"))
    return {one[1]: one[2] for one in read if one}


def _merged_words(request: HttpRequest, done: CreatorMerge) -> str:
    moved = ", ".join(f"{count:,} {words}" for words, count in done.moved)
    return format_html(
        '{} <form class="merge-undo" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="btn btn--small">{}</button></form>',
        _("%(absorbed)s was merged into %(kept)s; moved: %(moved)s.")
        % {"absorbed": done.absorbed_name, "kept": done.kept_name, "moved": moved or _("nothing")},
        reverse("staff:creator_merge_undo", args=[done.pk]),
        get_token(request),
        _("Undo the merge"),
    )


# --- Back -------------------------------------------------------------------------------------------------------------


@require_POST
@staff_page(NEEDED[0])
@_for_who_may
def creator_merge_undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    done = get_object_or_404(CreatorMerge, pk=merge_id)
    try:
        done = undo(merge_id, request.user)
    except ValidationError as problem:
        messages.error(request, _("It stays merged. %s") % " ".join(problem.messages))
        return _after(request, done)
    except OperationalError:
        messages.error(request, _BUSY)
        return _after(request, done)
    two = {"kept": done.kept_name, "absorbed": done.absorbed_name}
    messages.success(request, _("%(kept)s and %(absorbed)s are two again.") % two)
    for line in done.left[:_TOLD]:
        messages.warning(request, line)
    if len(done.left) > _TOLD:
        messages.warning(request, _("And %s more, named on the page of the merge.") % (len(done.left) - _TOLD))
    return HttpResponseRedirect(reverse(_HOME, args=[done.kept_number]))


def _after(request: HttpRequest, done: CreatorMerge) -> HttpResponse:
    if request.user.has_perm("relationships.view_creatormerge"):
        return HttpResponseRedirect(reverse("admin:relationships_creatormerge_change", args=[done.pk]))
    return HttpResponseRedirect(reverse("admin:relationships_creator_changelist"))
