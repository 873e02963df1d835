"""The private pages behind the links of our mails. A GET changes nothing: mail scanners open links."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from intake.private import private
from newsletter import services
from newsletter.forms import NewAddressForm, PreferencesForm
from newsletter.links import LinkNotUsable, Purpose, read, subscriber_of
from newsletter.models import NewAddress, State, Subscriber

GONE = 410


def link_gone(request: HttpRequest) -> HttpResponse:
    """What a link that no longer works leads to."""
    return render(request, "newsletter/link_gone.html", status=GONE)


@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the confirming link; its button subscribes."""
    try:
        if request.method == "POST":
            subscriber = services.confirm(token=token)
            return render(request, "newsletter/confirmed.html", _links(subscriber))
        subscriber, _issued = subscriber_of(Purpose.CONFIRM, token)
    except LinkNotUsable:
        return link_gone(request)
    if subscriber.state == State.SUBSCRIBED:
        return render(request, "newsletter/confirmed.html", _links(subscriber))
    return render(request, "newsletter/confirm.html")


@private
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the unsubscribing link. The POST is the button's, or a mail program's (RFC 8058)."""
    try:
        subscriber, _issued = subscriber_of(Purpose.LEAVE, token)
    except LinkNotUsable:
        # Somebody already erased gets nothing more: for them it is done.
        return render(request, "newsletter/left.html")
    if request.method == "POST":
        services.leave(subscriber=subscriber)
        return render(request, "newsletter/left.html")
    if subscriber.state == State.UNSUBSCRIBED:
        return render(request, "newsletter/left.html")
    return render(request, "newsletter/leave.html")


@private
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Language, topics, whether opens are counted; another address; the way out."""
    try:
        subscriber, _issued = subscriber_of(Purpose.PREFERENCES, token)
    except LinkNotUsable:
        return link_gone(request)
    if subscriber.state == State.UNSUBSCRIBED:
        return render(request, "newsletter/left.html")
    posted = request.method == "POST" and request.POST.get("act", "")
    form = PreferencesForm(request.POST if posted == "choose" else None, subscriber=subscriber)
    new_address = NewAddressForm(request.POST if posted == "move" else None)
    if posted == "choose" and form.is_valid():
        services.choose(
            subscriber=subscriber,
            language=form.cleaned_data["language"],
            topics=form.cleaned_data.get("topics"),
            tracking=form.cleaned_data["tracking"],
        )
        return HttpResponseRedirect(f"{request.path}?fait=choose", status=303)
    if posted == "move" and new_address.is_valid():
        services.ask_to_move(subscriber=subscriber, email=new_address.cleaned_data["email"])
        return HttpResponseRedirect(f"{request.path}?fait=move", status=303)
    context = {
        "form": form,
        "new_address": new_address,
        "done": request.GET.get("fait", ""),
        **_links(subscriber),
    }
    return render(request, "newsletter/preferences.html", context)


@private
def move(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link sent to a new address; its button moves the subscription."""
    try:
        if request.method == "POST":
            subscriber = services.move(token=token)
            return render(request, "newsletter/moved.html", _links(subscriber))
        identity, _issued = read(Purpose.MOVE, token)
    except LinkNotUsable:
        return link_gone(request)
    if not NewAddress.objects.filter(uuid=identity).exists():
        return link_gone(request)
    return render(request, "newsletter/move.html")


def _links(subscriber: Subscriber) -> dict[str, str]:
    """The private pages a page leads on to."""
    from newsletter.links import address

    return {
        "preferences_link": address(Purpose.PREFERENCES, subscriber, subscriber.language),
        "leave_link": address(Purpose.LEAVE, subscriber, subscriber.language),
    }
