"""Upload → progress → preview → result, in Wagtail's admin and in its look."""
