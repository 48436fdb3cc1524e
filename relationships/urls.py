"""The staff pages. Every one is closed to anybody who is not staff."""

from django.urls import URLPattern, path

from relationships.views.advice import dismiss_advice, override_advice, undo_decision
from relationships.views.ambassadors import ambassadors
from relationships.views.attachments import (
    attachment_describe,
    attachment_file,
    attachment_remove,
    attachments,
)
from relationships.views.briefs import brief_changes, brief_page, brief_pdf, brief_room, brief_send
from relationships.views.bulk import bulk, bulk_last, bulk_result, bulk_undo
from relationships.views.checklist import tick_line, untick_line
from relationships.views.collaborations import collaborations
from relationships.views.creator_merge import (
    creator_merge,
    creator_merge_order,
    creator_merge_pair,
    creator_merge_undo,
)
from relationships.views.due import due
from relationships.views.due_moves import due_back, due_move
from relationships.views.duplicates import known_creators
from relationships.views.exports import export, export_dialog
from relationships.views.fit_review import fit_review
from relationships.views.imports.arriving import import_new, imports
from relationships.views.imports.columns import import_columns, import_saved, import_table
from relationships.views.imports.pages import import_page
from relationships.views.imports.preview import import_apply, import_back, import_decide, import_throw_away
from relationships.views.imports.record import import_go_on, import_refused_rows, import_undo
from relationships.views.imports.work import import_cancel, import_progress, import_run
from relationships.views.ladder import decide_step, offer
from relationships.views.list_looks import list_columns, list_density
from relationships.views.palette import palette
from relationships.views.playbooks import playbooks
from relationships.views.profile import calendar_feed, profile
from relationships.views.quick import quick_edit, quick_menu, quick_next, quick_tags, quick_touch, quick_undo
from relationships.views.rate import rate_dialog
from relationships.views.relationships import relationship_list
from relationships.views.saved_views import view_begin, view_delete, view_duplicate, view_edit, view_new, view_save
from relationships.views.side_by_side import side_by_side_csv, side_by_side_page
from relationships.views.start import start_dialog
from relationships.views.timeline import (
    creator_restore,
    creator_timeline,
    relationship_restore,
    relationship_timeline,
)
from relationships.views.today import aside, plan, take_back, team, today, touch
from relationships.views.unmaking import unlog_step, unrate_step, unstart_step

app_name = "staff"

_ONE = "relationships/<int:relationship_id>/"

_LIST = "lists/<slug:key>/"

_IMPORT = "imports/<int:pk>/"

_OF_TODAY = "today/<int:relationship_id>/"

urlpatterns: list[URLPattern] = [
    path("today/", today, name="today"),
    path("today/team/", team, name="today_team"),
    path(_OF_TODAY + "touch/", touch, name="today_touch"),
    path(_OF_TODAY + "plan/", plan, name="today_plan"),
    path(_OF_TODAY + "aside/<slug:code>/", aside, name="today_aside"),
    path(_OF_TODAY + "undo/<int:decision_id>/", take_back, name="today_undo"),
    path("palette/", palette, name="palette"),
    path("profile/", profile, name="profile"),
    path("profile/calendar/", calendar_feed, name="profile_calendar"),
    path("relationships/", relationship_list, name="relationships"),
    path("due/", due, name="due"),
    path("due/back/<str:token>/", due_back, name="due_back"),
    path(_ONE + "move/", due_move, name="due_move"),
    path("collaborations/", collaborations, name="collaborations"),
    path("ambassadors/", ambassadors, name="ambassadors"),
    path("fit-review/", fit_review, name="fit_review"),
    path(_LIST + "columns/", list_columns, name="list_columns"),
    path(_LIST + "density/", list_density, name="list_density"),
    path(_LIST + "views/new/", view_new, name="view_new"),
    path(_LIST + "views/<int:pk>/save/", view_save, name="view_save"),
    path(_LIST + "views/<int:pk>/edit/", view_edit, name="view_edit"),
    path(_LIST + "views/<int:pk>/duplicate/", view_duplicate, name="view_duplicate"),
    path(_LIST + "views/<int:pk>/delete/", view_delete, name="view_delete"),
    path(_LIST + "views/<int:pk>/begin/", view_begin, name="view_begin"),
    path("lists/<slug:key>/bulk/", bulk, name="bulk"),
    path("lists/<slug:key>/bulk/last/", bulk_last, name="bulk_last"),
    path("lists/<slug:key>/bulk/<int:change_id>/", bulk_result, name="bulk_result"),
    path("lists/<slug:key>/bulk/<int:change_id>/undo/", bulk_undo, name="bulk_undo"),
    path("lists/<slug:key>/export/", export_dialog, name="export_dialog"),
    path("lists/<slug:key>/export.<slug:file_format>", export, name="export"),
    path(_ONE + "rate/", rate_dialog, name="rate"),
    path(_ONE + "collaborate/", start_dialog, name="collaborate"),
    path(_ONE + "touch/", quick_touch, name="touch"),
    path(_ONE + "quick/", quick_menu, name="quick"),
    path(_ONE + "quick/next/", quick_next, name="quick_next"),
    path(_ONE + "quick/tags/", quick_tags, name="quick_tags"),
    *(
        path(f"{_ONE}quick/{what}/", quick_edit, {"what": what}, name=f"quick_{what}")
        for what in ("stage", "owner", "compensation")
    ),
    path(_ONE + "quick/undo/<str:token>/", quick_undo, name="quick_undo"),
    path(_ONE + "touch/undo/<str:token>/", unlog_step, name="unlog"),
    path(_ONE + "rate/undo/<str:token>/", unrate_step, name="unrate"),
    path(_ONE + "collaborate/undo/<str:token>/", unstart_step, name="unstart"),
    path(_ONE + "advice/dismiss/", dismiss_advice, name="advice_dismiss"),
    path(_ONE + "advice/override/", override_advice, name="advice_override"),
    path(_ONE + "advice/<int:decision_id>/undo/", undo_decision, name="advice_undo"),
    path(_ONE + "checklist/tick/", tick_line, name="checklist_tick"),
    path(_ONE + "checklist/<int:tick_id>/untick/", untick_line, name="checklist_untick"),
    path(_ONE + "ladder/decide/", decide_step, name="ladder_decide"),
    path(_ONE + "ladder/offer/", offer, name="ladder_offer"),
    path(_ONE + "attachments/", attachments, name="attachments"),
    path("attachments/<int:pk>/", attachment_file, name="attachment_file"),
    path("attachments/<int:pk>/describe/", attachment_describe, name="attachment_describe"),
    path("attachments/<int:pk>/remove/", attachment_remove, name="attachment_remove"),
    path(_ONE + "timeline/", relationship_timeline, name="relationship_timeline"),
    path(_ONE + "timeline/restore/", relationship_restore, name="relationship_timeline_restore"),
    path("creators/known/", known_creators, name="creators_known"),
    path("creators/<int:creator_id>/timeline/", creator_timeline, name="creator_timeline"),
    path("creators/<int:creator_id>/timeline/restore/", creator_restore, name="creator_timeline_restore"),
    path("creators/<int:creator_id>/merge/", creator_merge, name="creator_merge"),
    path("creators/<int:creator_id>/merge/<int:other_id>/", creator_merge_order, name="creator_merge_order"),
    path("creators/<int:kept_id>/takes/<int:absorbed_id>/", creator_merge_pair, name="creator_merge_pair"),
    path("creators/merges/<int:merge_id>/undo/", creator_merge_undo, name="creator_merge_undo"),
    path("imports/", imports, name="imports"),
    path("imports/new/", import_new, name="import_new"),
    path(_IMPORT, import_page, name="import"),
    path(_IMPORT + "columns/", import_columns, name="import_columns"),
    path(_IMPORT + "table/", import_table, name="import_table"),
    path(_IMPORT + "saved/", import_saved, name="import_saved"),
    path(_IMPORT + "progress/", import_progress, name="import_progress"),
    path(_IMPORT + "cancel/", import_cancel, name="import_cancel"),
    path(_IMPORT + "run/", import_run, name="import_run"),
    path(_IMPORT + "decide/", import_decide, name="import_decide"),
    path(_IMPORT + "back/", import_back, name="import_back"),
    path(_IMPORT + "apply/", import_apply, name="import_apply"),
    path(_IMPORT + "go-on/", import_go_on, name="import_go_on"),
    path(_IMPORT + "undo/", import_undo, name="import_undo"),
    path(_IMPORT + "throw-away/", import_throw_away, name="import_throw_away"),
    path(_IMPORT + "refused.csv", import_refused_rows, name="import_refused"),
    path("side-by-side/", side_by_side_page, name="side-by-side"),
    path("side-by-side/file.csv", side_by_side_csv, name="side-by-side-csv"),
    path("playbooks/", playbooks, name="playbooks"),
    path("collaborations/<int:pk>/brief/", brief_room, name="brief"),
    path("briefs/<int:pk>/", brief_page, name="brief_page"),
    path("briefs/<int:pk>/pdf", brief_pdf, name="brief_pdf"),
    path("briefs/<int:pk>/changes/", brief_changes, name="brief_changes"),
    path("briefs/<int:pk>/send", brief_send, name="brief_send"),
]
