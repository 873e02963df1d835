from django.db import migrations

WORDS = {
    "source": ("google", "linkedin", "newsletter", "partenaire", "youtube"),
    "medium": ("affichage", "cpc", "email", "evenement", "imprime", "lien", "social"),
}


def add_words(apps, schema_editor):
    word_model = apps.get_model("campaigns", "Word")
    for kind, words in WORDS.items():
        for word in words:
            word_model.objects.get_or_create(kind=kind, word=word)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
