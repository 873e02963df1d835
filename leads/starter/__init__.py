"""The contact form and page, and the resource library of the starter site."""

from cms.starterkit import Step, plant, register
from leads.starter.contact import contact_page, plant_contact_form
from leads.starter.resources import plant_resources

register(
    Step("leads.contact_form", order=20, run=plant_contact_form),
    Step("leads.resources", order=40, run=plant_resources),
    Step("leads.contact", order=40, run=lambda: plant(contact_page())),
)
