"""What the editor offers."""

import pytest

from pages.models import Author, NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


def test_authors_are_offered_in_the_language_of_the_article(site, admin_user):
    french = Author.objects.create(name="L’équipe produit", locale=site.french)
    english = Author.objects.create(name="The product team", locale=site.english)
    other = Author.objects.create(name="The data team", locale=site.english)
    news = site.write(site.fr, "Actualités", NewsIndexPage)
    article = site.write(news, "Un article", NewsPage)
    article.authors = [english]  # chosen once, by mistake or not
    form_class = NewsPage.get_edit_handler().get_form_class()
    form = form_class(instance=article, for_user=admin_user)
    assert set(form.fields["authors"].queryset) == {french, english}
    new = form_class(instance=NewsPage(), parent_page=news, for_user=admin_user)
    assert set(new.fields["authors"].queryset) == {french}
    assert other not in new.fields["authors"].queryset
