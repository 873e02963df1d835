"""A public form for the tests: it stores nothing but the calls it got, and what was let go on."""

from django import forms
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config import urls as project
from intake.evidence import Evidence
from intake.forms import PublicForm, SingleLineField, email_field
from intake.handling import handle_form
from intake.models import SpentToken
from intake.verdicts import hold

TEMPLATE = Template(
    "{% for e in form.errors.values %}{{ e }}{% endfor %}state={{ form_state }};"
    "<textarea>{{ form.message.value|default:'' }}</textarea>"
    '<input name="form_token" value="{{ form_token|default:"" }}">'
)


class RehearsalForm(PublicForm):
    slug = "rehearsal"
    activity = "rehearsal"
    name = SingleLineField(max_length=80)
    email = email_field()
    message = forms.CharField(max_length=2000, widget=forms.Textarea)


CALLS: list[tuple[dict[str, str], Evidence]] = []
VOUCHED: list[SpentToken] = []


def rehearsal(request):
    def submit(form, evidence):
        CALLS.append((form.cleaned_data, evidence))
        hold(SpentToken.objects.latest("pk"), evidence)  # stands for the row that a form makes
        return f"/thanks/{SpentToken.objects.count()}/"

    return handle_form(
        request,
        form_class=RehearsalForm,
        render=lambda context: HttpResponse(TEMPLATE.render(Context(context))),
        submit=submit,
    )


urlpatterns = [path("rehearsal/", csrf_exempt(rehearsal)), *project.urlpatterns]
