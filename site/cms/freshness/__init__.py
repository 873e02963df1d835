"""What an answer was made of, and what changes it.

While a page is rendered, `reading` notes which rows and which sets of rows its queries asked for, as
tags; when content is written, `writing` works out the tags of the rows as they were and as they are.
A kept answer goes when one of its tags is written: nothing has to be declared by the packages, and a
query that cannot be told apart counts for its whole table.

    cms_footer#3                        one row
    leads_resourceversion.page_id=21    the rows with this value
    wagtailcore_page.path^00010002      the pages below a page
    pages_newspage.locale~fr            the pages of this type in a language
    wagtailcore_page.translation_key=…@fr   the version of a page in a language
    pages_newspage                      the whole table

`changes` carries the tags to every process; `memory` keeps what many pages share.
"""
