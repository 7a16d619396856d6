"""What the editor needs besides the admin, whose answers Wagtail lets no browser keep.

Include it in the site's addresses:
    path("report-blocks/", include("report_blocks.urls"))
"""

from django.urls import path

from .blocks.table_forms import table_forms

urlpatterns = [
    path("table-forms.js", table_forms, name="report_blocks_table_forms"),
]
