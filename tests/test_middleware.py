"""Too large a body is refused unread; dates are told in the user's own zone, and the user is asked for only then."""

from __future__ import annotations

import copy
import pickle
import zoneinfo
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from relationships.middleware import BodyLimitMiddleware, RoomForCallsMiddleware, UserTimeZoneMiddleware, UserZone

MOMENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(timezone.localtime(MOMENT).isoformat())


def request_of(time_zone: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(time_zone=time_zone)  # type: ignore[assignment]  # all that is looked at
    return request


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("", "2026-03-02T00:30:00+01:00"),
        ("Asia/Tokyo", "2026-03-02T08:30:00+09:00"),
        ("America/New_York", "2026-03-01T18:30:00-05:00"),
        ("Mars/Olympus", "2026-03-02T00:30:00+01:00"),
        ("../../etc/passwd", "2026-03-02T00:30:00+01:00"),
    ],
)
def test_dates_are_told_in_the_users_zone(zone: str, told: str) -> None:
    assert UserTimeZoneMiddleware(answer)(request_of(zone)).content.decode() == told


def test_a_request_without_a_user_has_the_organisations_zone() -> None:
    response = UserTimeZoneMiddleware(answer)(RequestFactory().get("/"))
    assert response.content.decode() == "2026-03-02T00:30:00+01:00"


def test_the_zone_ends_with_the_request_even_when_it_fails() -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  (its own)
        UserTimeZoneMiddleware(fail)(request_of("Asia/Tokyo"))
    assert timezone.get_current_timezone() == timezone.get_default_timezone()


def test_a_zone_behaves_as_the_one_that_it_stands_for() -> None:
    """Both sides of a clock change, into the zone and out of it, kept and copied."""
    tokyo, paris = zoneinfo.ZoneInfo("Asia/Tokyo"), zoneinfo.ZoneInfo("Europe/Paris")
    for name, real in (("Asia/Tokyo", tokyo), ("Europe/Paris", paris)):
        zone = UserZone(request_of(name))
        for hours in range(0, 24 * 365, 7):
            moment = MOMENT + timedelta(hours=hours)
            local = moment.astimezone(real)
            assert moment.astimezone(zone) == local
            naive = local.replace(tzinfo=None)
            assert naive.replace(tzinfo=zone).utcoffset() == naive.replace(tzinfo=real).utcoffset()
        assert (str(zone), zone.tzname(None)) == (name, None)
        made = timezone.make_aware(datetime(2026, 7, 1, 12, 0), zone)  # noqa: DTZ001 - naive on purpose
        assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == datetime(2026, 7, 1, 12, 0, tzinfo=real)


def test_a_page_without_dates_asks_for_no_user(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(get_user_model()._default_manager.create_user(username="ines", is_staff=True))
    # 1 query: the health page's own SELECT 1. Neither session nor user.
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok\n"


def test_too_large_a_body_is_refused_unread(client: Client, settings: Settings) -> None:
    settings.REQUEST_MAX_BYTES = 2**20

    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError

    at_limit = RequestFactory().post("/admin/login/", CONTENT_LENGTH=str(2**20))
    assert BodyLimitMiddleware(answer)(at_limit).status_code == 200
    above = RequestFactory().post("/admin/login/", CONTENT_LENGTH=str(2**20 + 1))
    response = BodyLimitMiddleware(never)(above)
    assert response.status_code == 413
    assert b"1 MB" in response.content


@pytest.mark.parametrize("announced", ["", "many", "-5"])
def test_an_unreadable_length_is_left_to_the_server(announced: str) -> None:
    assert BodyLimitMiddleware(answer)(RequestFactory().get("/", CONTENT_LENGTH=announced)).status_code == 200


def test_calls_of_a_request_have_room_and_nothing_else_changes() -> None:
    """CPython takes memory for frames by pieces of 16 KiB: this frame must need more than one of them."""
    given, rf = HttpResponse("as it is"), RequestFactory()
    assert RoomForCallsMiddleware(lambda request: given)(rf.get("/")) is given
    assert RoomForCallsMiddleware.__call__.__code__.co_stacksize * 8 > 2**14
    assert project.MIDDLEWARE[0] == f"{RoomForCallsMiddleware.__module__}.{RoomForCallsMiddleware.__qualname__}"

    def fails(request: HttpRequest) -> HttpResponse:
        raise RuntimeError(request.path)

    with pytest.raises(RuntimeError, match="/x"):
        RoomForCallsMiddleware(fails)(rf.get("/x"))
