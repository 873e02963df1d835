"""The site's addresses, and one page that exists for the tests only: every kind of form field."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config import urls as site

handler400, handler403, handler404, handler500 = (
    site.handler400,
    site.handler403,
    site.handler404,
    site.handler500,
)


class EveryField(forms.Form):
    """One field of each kind, as the real forms use them."""

    first_name = forms.CharField(label="Prénom", max_length=60)
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Pour vous répondre. Elle ne sert à rien d’autre.",
        error_messages={"required": "Saisissez votre adresse électronique."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.ChoiceField(
        label="Sujet", choices=[("demo", "Une démonstration"), ("other", "Autre chose")]
    )
    channel = forms.ChoiceField(
        label="Comment vous répondre ?",
        choices=[("mail", "Par e-mail"), ("phone", "Par téléphone")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez comment vous répondre."},
    )
    products = forms.MultipleChoiceField(
        label="Produits",
        choices=[("digital", "Dimelo Digital"), ("communities", "Dimelo Communities")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    message = forms.CharField(label="Message", widget=forms.Textarea, required=False)
    file = forms.FileField(
        label="CV",
        help_text="PDF, DOCX ou ODT, 5 Mo au plus",
        error_messages={"required": "Choisissez votre CV (PDF, DOCX ou ODT, 5 Mo au plus)."},
    )
    agreed = forms.BooleanField(
        label="J’accepte de recevoir la lettre", help_text="Un message par mois.", required=False
    )


def form_page(request: HttpRequest) -> HttpResponse:
    """Empty, or with what was sent (GET, so that no token is needed)."""
    form = EveryField(request.GET or None)
    return render(request, "browser/form.html", {"form": form})


urlpatterns = [path("essai/formulaire/", form_page), *site.urlpatterns]
